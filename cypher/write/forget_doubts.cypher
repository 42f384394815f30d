// Forget the pairs that the latest look found no more doubt about.
MATCH (d:Doubt)
WHERE d.looked <> $looked
DELETE d

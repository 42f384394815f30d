// Which of these entities were merged into another and taken out again, or had others taken out of them: when, and by whom?
MATCH (d:Decision)
WHERE d.id STARTS WITH $parted AND any(id IN $ids WHERE d.id CONTAINS id)
RETURN d.id AS about, d.verdict AS verdict, d.by AS by, d.at AS at, d.reason AS reason, d.evidence AS evidence

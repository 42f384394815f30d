// Rows of a list that waited since earlier runs, and were met again by one that goes on: they wait once, since this run.
MATCH (q:Quarantine {source: $source, list: $list})
WHERE q.run <> $run AND q.cleared IS NULL AND q.mark IN $marks
SET q.cleared = $run

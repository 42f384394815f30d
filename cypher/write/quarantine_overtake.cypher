// Rows of a list that waited since earlier runs, and were met again by one that goes on: they wait once, since this run.
UNWIND $marks AS mark
MATCH (q:Quarantine {mark: mark})
WHERE q.source = $source AND q.list = $list AND q.run <> $run AND q.cleared IS NULL
SET q.cleared = $run

// Rows of a list that waited since earlier runs: the run that has just read the list speaks for all of them.
MATCH (q:Quarantine {source: $source, list: $list})
WHERE q.run <> $run AND q.cleared IS NULL
SET q.cleared = $run

// Rows of a list that waited since earlier runs: the run that has just read the list speaks for all of them, but for those
// on sheets that it could not tell.
MATCH (q:Quarantine {source: $source, list: $list})
WHERE q.run <> $run AND q.cleared IS NULL AND NOT q.sheet IN $untold
SET q.cleared = $run

// How many records wait, by the run and the list that they are of?
MATCH (q:Quarantine)
WHERE q.cleared IS NULL AND ($run IS NULL OR q.run = $run) AND ($source IS NULL OR q.source = $source)
RETURN q.run AS run, q.source AS source, q.list AS file, count(*) AS rows
ORDER BY file, run

// Which records wait to be mended, where do they stand, and what is wrong with each?
MATCH (q:Quarantine)
WHERE q.cleared IS NULL AND ($run IS NULL OR q.run = $run) AND ($source IS NULL OR q.source = $source)
RETURN q.id AS id, q.run AS run, q.source AS source, q.list AS file, q.sheet AS sheet, q.row AS row,
       q.problems AS problems
ORDER BY file, run, sheet, row, id
SKIP $skip
LIMIT $limit

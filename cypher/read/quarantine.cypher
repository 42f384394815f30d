// Which rows of a run could not be used, and why?
MATCH (q:Quarantine {run: $run})
RETURN q.list AS file, q.sheet AS sheet, q.row AS row, q.column AS column, q.code AS code,
       q.message_vi AS message_vi, q.message_en AS message_en
ORDER BY sheet, row, column, code
LIMIT $limit

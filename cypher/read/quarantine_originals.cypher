// What did the file hold where these records stand, and by which mark is each known in an export?
UNWIND $ids AS id
MATCH (q:Quarantine {id: id})
WHERE q.cleared IS NULL
RETURN q.id AS id, q.original AS original, coalesce(q.mark, q.id) AS mark

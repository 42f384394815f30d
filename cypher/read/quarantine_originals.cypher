// What did the file hold where these records stand?
UNWIND $ids AS id
MATCH (q:Quarantine {id: id})
WHERE q.cleared IS NULL
RETURN q.id AS id, q.original AS original

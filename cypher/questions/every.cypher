// Which things of this type are there?
MATCH (e:%label%)
WHERE e.closed IS NULL
RETURN e.id AS id
LIMIT $limit

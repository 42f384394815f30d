// Which aid items are there?
MATCH (i:AidItem)
WHERE i.closed IS NULL
RETURN i.id AS id
LIMIT $limit

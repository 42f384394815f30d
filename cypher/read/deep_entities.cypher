// The entities from an id on, with everything that is believed of them.
MATCH (e:Entity)
WHERE e.id > $after
RETURN e.id AS id, properties(e) AS entity
ORDER BY id
LIMIT $limit

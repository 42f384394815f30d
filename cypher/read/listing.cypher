// The entities of a type (or all) in alphabetical order, from a given place on.
MATCH (e:Entity)
WHERE e.closed IS NULL AND (size($types) = 0 OR e.type IN $types)
  AND (e.search > $after OR (e.search = $after AND e.id > $id))
RETURN e.id AS id, e.search AS search
ORDER BY e.search, e.id
LIMIT $limit

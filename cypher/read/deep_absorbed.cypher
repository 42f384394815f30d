// The entities from an id on that were merged into another, and into which.
MATCH (e:Entity)
WHERE e.merged_into IS NOT NULL AND e.id > $after
RETURN e.id AS id, e.merged_into AS into
ORDER BY id
LIMIT $limit

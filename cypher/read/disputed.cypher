// On which entities do sources contradict each other?
MATCH (e:Entity)
WHERE e.disputes > 0 AND e.closed IS NULL AND (size($types) = 0 OR e.type IN $types) AND e.id > $after
RETURN e.id AS id, e.type AS type, e.name AS name, e.disputes AS disputes
ORDER BY id
LIMIT $limit

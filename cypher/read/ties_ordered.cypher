// The ties of one kind of an entity, the newest first, the others by name.
MATCH (e:Entity {id: $id})-[t:%ties%]-(o:Entity)
WHERE o.closed IS NULL AND ($outgoing IS NULL OR (startNode(t).id = $id) = $outgoing) AND (size($types) = 0 OR o.type IN $types)
RETURN $id AS at, type(t) AS type, properties(t) AS tie, startNode(t).id AS source, endNode(t).id AS target,
       properties(o) AS other
ORDER BY coalesce(t.since, '') DESC, o.name, t.id
LIMIT $limit

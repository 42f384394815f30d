// Whom do these entities reach in one step?
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[t:%ties%]-(o:Entity)
WHERE o.closed IS NULL
RETURN DISTINCT id AS at, type(t) AS tie, t.since AS since, t.until AS until, o.id AS id, o.type AS type,
       o.since AS begins, o.until AS ends
ORDER BY at, id, tie
LIMIT $limit

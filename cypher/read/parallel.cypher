// From which of these entities does a tie begin that several reports tell?
UNWIND $ids AS id
MATCH (a:Entity {id: id})-[t]->(b:Entity)
WITH a, type(t) AS type, b, count(t) AS told
WHERE told > 1 AND a.closed IS NULL AND b.closed IS NULL AND (size($types) = 0 OR a.type IN $types OR b.type IN $types)
RETURN a.id AS source, type, b.id AS target

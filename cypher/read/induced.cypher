// Which ties join these entities among themselves?
UNWIND $ids AS id
MATCH (a:Entity {id: id})-[t:%ties%]->(b:Entity)
WHERE b.id IN $ids
RETURN properties(t) AS tie, type(t) AS type, id AS source, b.id AS target
LIMIT $limit

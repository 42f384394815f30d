// Which tie bears this id, and whom does it join?
MATCH (a:Entity)-[t]->(b:Entity)
WHERE t.id = $id
RETURN type(t) AS type, a.id AS source, b.id AS target
LIMIT 1

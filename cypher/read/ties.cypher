// What ties of these kinds join these entities to others, and what are the others?
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[t:%ties%]-(o:Entity)
WHERE o.closed IS NULL
RETURN id AS at, type(t) AS type, properties(t) AS tie, startNode(t).id AS source, endNode(t).id AS target,
       properties(o) AS other
LIMIT $limit

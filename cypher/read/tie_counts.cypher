// How many others does each kind of tie join these entities to, in each direction?
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[t:%ties%]-(o:Entity)
WHERE o.closed IS NULL AND (size($types) = 0 OR o.type IN $types)
RETURN id AS at, type(t) AS type, startNode(t).id = id AS outgoing, count(DISTINCT o.id) AS others

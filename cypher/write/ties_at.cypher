// Which ties lie at these entities?
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[t]-(:Entity)
RETURN DISTINCT id AS at, type(t) AS type, startNode(t).id AS source, endNode(t).id AS target, properties(t) AS properties

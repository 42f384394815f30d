// Which ties that stand at these entities were said by a moment?
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[t]-(:Entity)
MATCH (c:Claim {id: t.claim})
WHERE c.said <= $moment
RETURN type(t) AS type, properties(t) AS properties, startNode(t).id AS source, endNode(t).id AS target
LIMIT $limit

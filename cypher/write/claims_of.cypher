// What do all open claims about these entities say?
UNWIND $ids AS id
MATCH (c:Claim)-[a:ABOUT]->(e:Entity {id: id})
WHERE c.closed IS NULL
RETURN id AS entity, e.type AS type, properties(c) AS claim

// What do all open claims about these entities say?
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[:ABOUT]-(c:Claim)
WHERE c.closed IS NULL
RETURN id, properties(c) AS claim

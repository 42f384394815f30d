// What do all open claims about these entities say?
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[a:ABOUT]-(c:Claim)
WHERE c.closed IS NULL
RETURN id AS entity, e.type AS type, properties(c) AS claim, a.home AS home

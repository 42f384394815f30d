// What did the closed claims about these entities say last?
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[a:ABOUT]-(c:Claim)
WHERE c.closed IS NOT NULL
RETURN id AS entity, e.type AS type, properties(c) AS claim, a.home AS home

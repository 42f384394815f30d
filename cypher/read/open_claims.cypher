// What do all open claims about these entities say, and of which of those merged into them?
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[a:ABOUT]-(c:Claim)
WHERE c.closed IS NULL
RETURN id, properties(c) AS claim, a.home AS home

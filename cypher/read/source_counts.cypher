// How many sources speak of each of these entities?
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[:ABOUT]-(c:Claim)
WHERE c.closed IS NULL
RETURN id AS id, count(DISTINCT c.source) AS sources

// Which sources speak of these?
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[:ABOUT]-(c:Claim)
WHERE c.closed IS NULL
RETURN id AS id, collect(DISTINCT c.source) AS sources

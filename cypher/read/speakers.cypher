// Who publishes the lists that speak of these entities?
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[:ABOUT]-(c:Claim)
WHERE c.closed IS NULL
WITH DISTINCT id, c.source AS source
OPTIONAL MATCH (s:Source {id: source})
RETURN id, coalesce(s.publisher, source) AS publisher
ORDER BY id, publisher

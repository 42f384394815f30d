// How many open records speak of each of these entities, and when were they first and last seen?
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[a:ABOUT]-(c:Claim)
WHERE c.closed IS NULL
RETURN id, count(c) AS count, min(a.first_seen) AS oldest, max(a.last_seen) AS newest
ORDER BY id

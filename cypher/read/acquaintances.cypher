// The latest personal contact up to a day with each of these, or with somebody who has a post there, from outside.
UNWIND $ids AS id
MATCH (o:Entity {id: id})<-[:HAS_POST*0..1]-(p:Person)-[t:KNOWS|MET]-(q:Person)
WHERE q.closed IS NULL AND coalesce(t.last_contact, t.since) <= $day AND NOT EXISTS { (q)-[:HAS_POST]->(o) }
WITH id, p, q, coalesce(t.last_contact, t.since) AS date ORDER BY date DESC, q.id
WITH id, collect({date: date, ours: properties(q), theirs: properties(p)})[0] AS latest
RETURN id AS at, latest.date AS date, latest.ours AS ours, latest.theirs AS theirs

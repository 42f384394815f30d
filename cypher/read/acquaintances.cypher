// The latest personal contact up to a day with each of these, or with whoever had a post there by then, from outside.
// A row is somebody (who) that speaks for one of them (at), until the day on which their post there ended.
UNWIND $rows AS row
MATCH (o:Entity {id: row.at})
MATCH (p:Entity {id: row.who})-[t:KNOWS|MET]-(q:Person)
WHERE p.type = 'Person' AND q.closed IS NULL AND coalesce(t.last_contact, t.since) <= $day
      AND left(coalesce(t.last_contact, t.since), size(row.until)) <= row.until
      AND NOT EXISTS { (q)-[:HAS_POST]->(o) }
WITH row.at AS id, p, q, coalesce(t.last_contact, t.since) AS date ORDER BY date DESC, q.id
WITH id, collect({date: date, ours: properties(q), theirs: properties(p)})[0] AS latest
RETURN id AS at, latest.date AS date, latest.ours AS ours, latest.theirs AS theirs

// The latest delegation or event up to a day in which each of these, or somebody with a post there, took part.
UNWIND $ids AS id
MATCH (o:Entity {id: id})<-[:HAS_POST*0..1]-(p:Entity)-[:MET|CAME_FROM|JOINED|HOSTED|LED]-(m:Entity)
WHERE m.type IN ['Delegation', 'Event'] AND m.closed IS NULL AND m.since <= $day
WITH id, p, m ORDER BY m.since DESC, m.id, p.id
WITH id, collect({meeting: properties(m), person: CASE WHEN p.type = 'Person' THEN properties(p) ELSE null END})[0] AS latest
RETURN id AS at, latest.meeting AS meeting, latest.person AS person

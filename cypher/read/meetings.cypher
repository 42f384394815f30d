// The latest delegation or event up to a day in which each of these, or whoever had a post there by then, took part.
// A row is somebody (who) that speaks for one of them (at), until the day on which their post there ended.
UNWIND $rows AS row
MATCH (p:Entity {id: row.who})-[:MET|CAME_FROM|JOINED|HOSTED|LED]-(m:Entity)
WHERE m.type IN ['Delegation', 'Event'] AND m.closed IS NULL AND m.since <= $day
      AND left(m.since, size(row.until)) <= row.until
WITH row.at AS id, p, m ORDER BY m.since DESC, m.id, p.id
WITH id, collect({meeting: properties(m), person: CASE WHEN p.type = 'Person' THEN properties(p) ELSE null END})[0] AS latest
RETURN id AS at, latest.meeting AS meeting, latest.person AS person

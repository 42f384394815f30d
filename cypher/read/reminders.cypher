// Of which meetings and calls is the next step due up to a day, and whom did they meet?
MATCH (m:Entity {type: 'Event'})
WHERE m.remind <= $day AND m.closed IS NULL
OPTIONAL MATCH (m)-[:MET]->(w:Entity)
WITH m, w ORDER BY w.name
WITH m, collect(CASE WHEN w IS NULL THEN null ELSE {id: w.id, type: w.type, name: w.name} END) AS whom
RETURN m.id AS id, m.type AS type, m.name AS name, m.remind AS remind, m.next_step AS next_step, m.since AS since, whom
ORDER BY remind, id
LIMIT $limit

// Let keys identify these entities no longer.
UNWIND $rows AS row
MATCH (k:Key {id: row.key})-[i:IDENTIFIES]->(e:Entity)
WHERE e.id IN row.entities
DELETE i

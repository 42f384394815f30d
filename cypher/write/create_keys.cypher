// Register keys that nobody bore until now, and which run brought them.
UNWIND $rows AS row
CREATE (k:Key {id: row.key})
WITH k, row
UNWIND row.entities AS entity
MATCH (e:Entity {id: entity})
CREATE (k)-[:IDENTIFIES {run: $run}]->(e)

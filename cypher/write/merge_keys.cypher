// Let keys that are known identify further entities: a name that another bears too.
UNWIND $rows AS row
MATCH (k:Key {id: row.key})
UNWIND row.entities AS entity
MATCH (e:Entity {id: entity})
MERGE (k)-[i:IDENTIFIES]->(e)
ON CREATE SET i.run = $run

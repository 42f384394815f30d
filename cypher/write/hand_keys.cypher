// Keys whose run was taken back are the next one's whose words bear them.
UNWIND $rows AS row
MATCH (k:Key {id: row.key})-[i:IDENTIFIES]->(e:Entity)
WHERE e.id = row.entity
SET i.run = row.run

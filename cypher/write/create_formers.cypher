// Write the former states of claims anew.
UNWIND $rows AS row
MATCH (c:Claim {id: row.of})
CREATE (f:Former)-[b:BECAME]->(c)
SET f = row.claim, b = row.became

// Write the ties of claims that were just written: known to be new, so created and not merged.
UNWIND $rows AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
CREATE (a)-[t:%tie%]->(b)
SET t = row.properties

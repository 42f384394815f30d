// Make entities of one type that are new to the graph; one that another writer has made meanwhile stays as it is.
UNWIND $rows AS row
OPTIONAL MATCH (known:Entity {id: row.id})
WITH row, known
WHERE known IS NULL
CREATE (e:%labels% {id: row.id})
SET e += row.golden
RETURN count(e) AS made

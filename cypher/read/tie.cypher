// What does everybody say of the tie of one type from one entity to another?
MATCH (a:Entity {id: $source})-[t:%tie%]->(b:Entity)
WHERE b.id = $target
RETURN properties(t) AS tie, properties(a) AS source, properties(b) AS target
ORDER BY t.id

// With whom are the twin cities of ours twinned?
// Rows are ties (a)-[type]->(b): the area, and all twinnings of the places with which it is twinned.
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[t:SUCCEEDED_BY|LOCATED_IN|PART_OF]->(y:Place)
RETURN properties(x) AS a, type(t) AS type, properties(t) AS tie, x.id AS source, y.id AS target, properties(y) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[:TWINNED_WITH]-(z:Place)
WITH DISTINCT z
MATCH (z)-[t:TWINNED_WITH]-(c:Place)
WHERE c.closed IS NULL AND z.closed IS NULL
RETURN properties(startNode(t)) AS a, type(t) AS type, properties(t) AS tie, startNode(t).id AS source,
       endNode(t).id AS target, properties(endNode(t)) AS b

// With whom are the twin cities of ours twinned?
// Rows are ties (source)-[type]->(target): the area, and all twinnings of the places with which it is twinned.
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[t:SUCCEEDED_BY|LOCATED_IN|PART_OF]->(y:Place)
RETURN x.id AS source, type(t) AS type, properties(t) AS tie, y.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[:TWINNED_WITH]-(z:Place)
WITH DISTINCT z
MATCH (z)-[t:TWINNED_WITH]-(c:Place)
WHERE c.closed IS NULL AND z.closed IS NULL
RETURN startNode(t).id AS source, type(t) AS type, properties(t) AS tie, endNode(t).id AS target

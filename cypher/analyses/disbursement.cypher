// What was promised and paid of the items of the area, and what do published totals say?
// Rows are ties (source)-[type]->(target): the area, its aid items with funders and managing bodies, its bodies and their figures.
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[t:SUCCEEDED_BY|LOCATED_IN|PART_OF]->(y:Place)
RETURN x.id AS source, type(t) AS type, properties(t) AS tie, y.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:BASED_IN]-(o:Organization)
WHERE o.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:TARGETS]-(i:Entity)
WHERE i.type = 'AidItem' AND i.closed IS NULL
RETURN i.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:TARGETS]-(i:Entity)
WHERE i.type = 'AidItem' AND i.closed IS NULL
WITH DISTINCT i
MATCH (i)-[t:FUNDS|IMPLEMENTS]-(o:Entity)
WHERE o.closed IS NULL
RETURN startNode(t).id AS source, type(t) AS type, properties(t) AS tie, endNode(t).id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:TARGETS]-(i:Entity)
WHERE i.type = 'AidItem' AND i.closed IS NULL
WITH DISTINCT i
MATCH (i)-[t:MANAGES]-(o:Entity)
WHERE o.closed IS NULL
RETURN startNode(t).id AS source, type(t) AS type, properties(t) AS tie, endNode(t).id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:TARGETS]-(i:Entity)
WHERE i.type = 'AidItem' AND i.closed IS NULL
WITH DISTINCT i
MATCH (i)-[t:PART_OF]-(o:Entity)
WHERE o.closed IS NULL
RETURN startNode(t).id AS source, type(t) AS type, properties(t) AS tie, endNode(t).id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:ABOUT_SUBJECT]-(s:Statistic)
WHERE s.closed IS NULL
RETURN s.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:BASED_IN|LOCATED_IN]-(o:Entity)<-[t:ABOUT_SUBJECT]-(s:Statistic)
WHERE s.closed IS NULL
RETURN s.id AS source, type(t) AS type, properties(t) AS tie, o.id AS target

// Which needs of the area has nobody met, and who works here in which field?
// Rows are ties (source)-[type]->(target): the area, its needs and aid items, their sectors, and who funds, carries out or proposes.
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[t:SUCCEEDED_BY|LOCATED_IN|PART_OF]->(y:Place)
RETURN x.id AS source, type(t) AS type, properties(t) AS tie, y.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:WORKS_IN]-(o:Organization)
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
MATCH (x)<-[t:TARGETS]-(n:Need)
WHERE n.closed IS NULL
RETURN n.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
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
MATCH (i)-[t:IN_SECTOR]-(o:Entity)
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
MATCH (x)<-[:TARGETS]-(n:Need)
WHERE n.closed IS NULL
WITH DISTINCT n
MATCH (n)-[t:IN_SECTOR]->(s:Sector)
RETURN n.id AS source, type(t) AS type, properties(t) AS tie, s.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:TARGETS]-(n:Need)
WHERE n.closed IS NULL
WITH DISTINCT n
MATCH (n)<-[t:MEETS_NEED]-(i:Entity)
WHERE i.closed IS NULL
RETURN i.id AS source, type(t) AS type, properties(t) AS tie, n.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:TARGETS]-(n:Need)
WHERE n.closed IS NULL
WITH DISTINCT n
MATCH (n)<-[t:PROPOSES]-(i:Entity)
WHERE i.closed IS NULL
RETURN i.id AS source, type(t) AS type, properties(t) AS tie, n.id AS target

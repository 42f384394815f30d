// Which needs of the area has nobody met, and who works here in which field?
// Rows are ties (a)-[type]->(b): the area, its needs and aid items, their sectors, and who funds, carries out or proposes.
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[t:SUCCEEDED_BY|LOCATED_IN|PART_OF]->(y:Place)
RETURN properties(x) AS a, type(t) AS type, properties(t) AS tie, x.id AS source, y.id AS target, properties(y) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:WORKS_IN]-(o:Organization)
WHERE o.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, x.id AS target, properties(x) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:TARGETS]-(i:Entity)
WHERE i.type = 'AidItem' AND i.closed IS NULL
RETURN properties(i) AS a, type(t) AS type, properties(t) AS tie, i.id AS source, x.id AS target, properties(x) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:TARGETS]-(n:Need)
WHERE n.closed IS NULL
RETURN properties(n) AS a, type(t) AS type, properties(t) AS tie, n.id AS source, x.id AS target, properties(x) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:TARGETS]-(i:Entity)
WHERE i.type = 'AidItem' AND i.closed IS NULL
WITH DISTINCT i
MATCH (i)-[t:FUNDS|IMPLEMENTS]-(o:Entity)
WHERE o.closed IS NULL
RETURN properties(startNode(t)) AS a, type(t) AS type, properties(t) AS tie, startNode(t).id AS source,
       endNode(t).id AS target, properties(endNode(t)) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:TARGETS]-(i:Entity)
WHERE i.type = 'AidItem' AND i.closed IS NULL
WITH DISTINCT i
MATCH (i)-[t:IN_SECTOR]-(o:Entity)
WHERE o.closed IS NULL
RETURN properties(startNode(t)) AS a, type(t) AS type, properties(t) AS tie, startNode(t).id AS source,
       endNode(t).id AS target, properties(endNode(t)) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:TARGETS]-(i:Entity)
WHERE i.type = 'AidItem' AND i.closed IS NULL
WITH DISTINCT i
MATCH (i)-[t:PART_OF]-(o:Entity)
WHERE o.closed IS NULL
RETURN properties(startNode(t)) AS a, type(t) AS type, properties(t) AS tie, startNode(t).id AS source,
       endNode(t).id AS target, properties(endNode(t)) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:TARGETS]-(n:Need)
WHERE n.closed IS NULL
WITH DISTINCT n
MATCH (n)-[t:IN_SECTOR]->(s:Sector)
RETURN properties(n) AS a, type(t) AS type, properties(t) AS tie, n.id AS source, s.id AS target, properties(s) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:TARGETS]-(n:Need)
WHERE n.closed IS NULL
WITH DISTINCT n
MATCH (n)<-[t:MEETS_NEED]-(i:Entity)
WHERE i.closed IS NULL
RETURN properties(i) AS a, type(t) AS type, properties(t) AS tie, i.id AS source, n.id AS target, properties(n) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:TARGETS]-(n:Need)
WHERE n.closed IS NULL
WITH DISTINCT n
MATCH (n)<-[t:PROPOSES]-(i:Entity)
WHERE i.closed IS NULL
RETURN properties(i) AS a, type(t) AS type, properties(t) AS tie, i.id AS source, n.id AS target, properties(n) AS b

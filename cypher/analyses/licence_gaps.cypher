// Who works or has relations here, with which licences, and what is under way or was met lately?
// Rows are ties (source)-[type]->(target): the area, its partners, their licences with the places, their aid items, and who met them.
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[t:SUCCEEDED_BY|LOCATED_IN|PART_OF]->(y:Place)
RETURN x.id AS source, type(t) AS type, properties(t) AS tie, y.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:RELATES_TO|WORKS_IN]-(o:Organization)
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
MATCH (i)-[t:PART_OF]-(o:Entity)
WHERE o.closed IS NULL
RETURN startNode(t).id AS source, type(t) AS type, properties(t) AS tie, endNode(t).id AS target
UNION ALL
UNWIND $bodies AS id
MATCH (o:Entity {id: id})-[t:HOLDS]->(l:Licence)
WHERE l.closed IS NULL AND o.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, l.id AS target
UNION ALL
UNWIND $bodies AS id
MATCH (o:Entity {id: id})-[:HOLDS]->(l:Licence)
WHERE l.closed IS NULL
WITH DISTINCT l
MATCH (l)-[t:VALID_IN]->(x:Place)
RETURN l.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
UNION ALL
UNWIND $meetings AS id
MATCH (d:Entity {id: id})-[t:HOSTED|JOINED|LED|MET|CAME_FROM]-(o:Entity)
WHERE d.closed IS NULL AND o.closed IS NULL
RETURN startNode(t).id AS source, type(t) AS type, properties(t) AS tie, endNode(t).id AS target
UNION ALL
UNWIND $meetings AS id
MATCH (d:Entity {id: id})-[t:CONCERNS|TARGETS|FOLLOWED_UP_BY]-(o:Entity)
WHERE d.closed IS NULL AND o.closed IS NULL
RETURN startNode(t).id AS source, type(t) AS type, properties(t) AS tie, endNode(t).id AS target
UNION ALL
UNWIND $people AS id
MATCH (p:Entity {id: id})-[t:HAS_POST]->(o:Entity)
WHERE p.closed IS NULL AND o.closed IS NULL
RETURN p.id AS source, type(t) AS type, properties(t) AS tie, o.id AS target
UNION ALL
UNWIND $people AS id
MATCH (p:Entity {id: id})-[t:KNOWS]->(o:Entity)
WHERE p.closed IS NULL AND o.closed IS NULL
RETURN p.id AS source, type(t) AS type, properties(t) AS tie, o.id AS target

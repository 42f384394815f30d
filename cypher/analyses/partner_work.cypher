// Who works here with whom, where and in which field, and what is needed?
// Rows are ties (source)-[type]->(target): the area, who relates to it, aid items with places and sectors, meetings, memberships,
// people, open needs.
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
MATCH (x)<-[t:RELATES_TO|WORKS_IN]-(o:Organization)
WHERE o.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
UNION ALL
UNWIND $bodies AS id
MATCH (o:Entity {id: id})-[t:COORDINATES_WITH|PART_OF|MEMBER_OF]->(u:Organization)
WHERE o.closed IS NULL AND u.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, u.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:TARGETS]-(i:AidItem)
WHERE i.closed IS NULL AND (i.since IS NULL OR i.since <= $on)
WITH DISTINCT i
MATCH (i)-[t:FUNDS|IMPLEMENTS|RECEIVES|MANAGES|IN_SECTOR|TARGETS]-(o:Entity)
WHERE o.closed IS NULL
RETURN startNode(t).id AS source, type(t) AS type, properties(t) AS tie, endNode(t).id AS target
UNION ALL
UNWIND $bodies AS id
MATCH (o:Entity {id: id})-[t:WORKS_IN_SECTOR]->(s:Sector)
WHERE o.closed IS NULL AND o.type = 'NGO'
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, s.id AS target
UNION ALL
UNWIND $meetings AS id
MATCH (d:Entity {id: id})-[t:HOSTED|JOINED|MET|CAME_FROM]-(o:Organization)
WHERE d.closed IS NULL AND o.closed IS NULL AND (d.since IS NULL OR d.since <= $on)
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
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:TARGETS]-(n:Need)
WHERE n.closed IS NULL
RETURN n.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
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

// Who funds elsewhere what a place needs, with which licence, and how do we reach them?
// Rows are ties (source)-[type]->(target): the area and its neighbours, open needs, aid items in their sectors with those behind them,
// licences, our bodies, and who knows, met and works with whom.
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
UNION ALL
MATCH (x:Place)-[t:SUCCEEDED_BY|LOCATED_IN|PART_OF|NEIGHBOUR_OF]->(y:Place)
RETURN x.id AS source, type(t) AS type, properties(t) AS tie, y.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:TARGETS]-(i:Entity)
WHERE i.type = 'AidItem' AND i.closed IS NULL
RETURN i.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
UNION ALL
UNWIND $fields AS id
MATCH (s:Entity {id: id})<-[:IN_SECTOR]-(:AidItem)-[:PART_OF*0..4]->(i:AidItem)
WHERE i.closed IS NULL AND (i.since IS NULL OR i.since <= $on)
WITH DISTINCT i
MATCH (i)-[t:TARGETS|IN_SECTOR|PART_OF]->(y:Entity)
RETURN i.id AS source, type(t) AS type, properties(t) AS tie, y.id AS target
UNION ALL
UNWIND $fields AS id
MATCH (s:Entity {id: id})<-[:IN_SECTOR]-(i:AidItem)
WHERE i.closed IS NULL AND (i.since IS NULL OR i.since <= $on)
WITH DISTINCT i
MATCH (i)<-[t:FUNDS|IMPLEMENTS|RECEIVES|MANAGES]-(o:Entity)
WHERE o.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, i.id AS target
UNION ALL
UNWIND $items AS id
MATCH (i:Entity {id: id})<-[t:FUNDS|IMPLEMENTS|RECEIVES|MANAGES]-(o:Entity)
WHERE i.closed IS NULL AND o.closed IS NULL AND (i.since IS NULL OR i.since <= $on)
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, i.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:RELATES_TO|WORKS_IN]-(o:Organization)
WHERE o.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
UNION ALL
UNWIND $fields AS id
MATCH (s:Entity {id: id})<-[:IN_SECTOR]-(:AidItem)<-[:FUNDS]-(o:NGO)
WHERE o.closed IS NULL
WITH DISTINCT o
MATCH (o)-[t:RELATES_TO|WORKS_IN|WORKS_IN_SECTOR|HOLDS]->(y:Entity)
WHERE y.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, y.id AS target
UNION ALL
UNWIND $fields AS id
MATCH (s:Entity {id: id})<-[:WORKS_IN_SECTOR]-(o:NGO)
WHERE o.closed IS NULL
WITH DISTINCT o
MATCH (o)-[t:RELATES_TO|WORKS_IN|WORKS_IN_SECTOR|HOLDS]->(y:Entity)
WHERE y.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, y.id AS target
UNION ALL
UNWIND $fields AS id
MATCH (s:Entity {id: id})<-[:IN_SECTOR]-(:AidItem)<-[:FUNDS]-(:NGO)-[:HOLDS]->(l:Licence)
WHERE l.closed IS NULL
WITH DISTINCT l
MATCH (l)-[t:VALID_IN]->(y:Place)
RETURN l.id AS source, type(t) AS type, properties(t) AS tie, y.id AS target
UNION ALL
UNWIND $fields AS id
MATCH (s:Entity {id: id})<-[:WORKS_IN_SECTOR]-(:NGO)-[:HOLDS]->(l:Licence)
WHERE l.closed IS NULL
WITH DISTINCT l
MATCH (l)-[t:VALID_IN]->(y:Place)
RETURN l.id AS source, type(t) AS type, properties(t) AS tie, y.id AS target
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
UNWIND $people AS id
MATCH (p:Entity {id: id})-[t:MET]->(o:Entity)
WHERE p.closed IS NULL AND o.closed IS NULL
RETURN p.id AS source, type(t) AS type, properties(t) AS tie, o.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:BASED_IN]-(o:Organization)
WHERE o.closed IS NULL AND o.type IN ['PublicBody', 'FriendshipUnion', 'FriendshipAssociation']
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
UNION ALL
UNWIND $bodies AS id
MATCH (o:Entity {id: id})-[t:COORDINATES_WITH|PART_OF|MEMBER_OF]->(u:Organization)
WHERE o.closed IS NULL AND u.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, u.id AS target
UNION ALL
UNWIND $meetings AS id
MATCH (d:Entity {id: id})-[t:HOSTED|JOINED|LED|MET|CAME_FROM]-(o:Entity)
WHERE d.closed IS NULL AND o.closed IS NULL
RETURN startNode(t).id AS source, type(t) AS type, properties(t) AS tie, endNode(t).id AS target

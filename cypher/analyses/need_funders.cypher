// Who funds elsewhere what a place needs, with which licence, and how do we reach them?
// Rows are ties (a)-[type]->(b): the area and its neighbours, open needs, aid items in their sectors with those behind them,
// licences, our bodies, and who knows, met and works with whom.
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:TARGETS]-(n:Need)
WHERE n.closed IS NULL
RETURN properties(n) AS a, type(t) AS type, properties(t) AS tie, n.id AS source, x.id AS target, properties(x) AS b
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
MATCH (x:Place)-[t:SUCCEEDED_BY|LOCATED_IN|PART_OF|NEIGHBOUR_OF]->(y:Place)
RETURN properties(x) AS a, type(t) AS type, properties(t) AS tie, x.id AS source, y.id AS target, properties(y) AS b
UNION ALL
UNWIND $items AS id
MATCH (i:Entity {id: id})-[t:TARGETS|IN_SECTOR|PART_OF]->(y:Entity)
WHERE i.closed IS NULL AND (i.since IS NULL OR i.since <= $on)
RETURN properties(i) AS a, type(t) AS type, properties(t) AS tie, i.id AS source, y.id AS target, properties(y) AS b
UNION ALL
UNWIND $fields AS id
MATCH (s:Entity {id: id})<-[:IN_SECTOR]-(:AidItem)-[:PART_OF*0..4]->(i:AidItem)
WHERE i.closed IS NULL AND (i.since IS NULL OR i.since <= $on)
WITH DISTINCT i
MATCH (i)-[t:TARGETS|IN_SECTOR|PART_OF]->(y:Entity)
RETURN properties(i) AS a, type(t) AS type, properties(t) AS tie, i.id AS source, y.id AS target, properties(y) AS b
UNION ALL
UNWIND $fields AS id
MATCH (s:Entity {id: id})<-[:IN_SECTOR]-(i:AidItem)
WHERE i.closed IS NULL AND (i.since IS NULL OR i.since <= $on)
WITH DISTINCT i
MATCH (i)<-[t:FUNDS|IMPLEMENTS|RECEIVES|MANAGES]-(o:Entity)
WHERE o.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, i.id AS target, properties(i) AS b
UNION ALL
UNWIND $items AS id
MATCH (i:Entity {id: id})<-[t:FUNDS|IMPLEMENTS|RECEIVES|MANAGES]-(o:Entity)
WHERE i.closed IS NULL AND o.closed IS NULL AND (i.since IS NULL OR i.since <= $on)
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, i.id AS target, properties(i) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:RELATES_TO|WORKS_IN]-(o:Organization)
WHERE o.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, x.id AS target, properties(x) AS b
UNION ALL
UNWIND $fields AS id
MATCH (s:Entity {id: id})<-[:IN_SECTOR]-(:AidItem)<-[:FUNDS]-(o:NGO)
WHERE o.closed IS NULL
WITH DISTINCT o
MATCH (o)-[t:RELATES_TO|WORKS_IN|WORKS_IN_SECTOR|HOLDS]->(y:Entity)
WHERE y.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, y.id AS target, properties(y) AS b
UNION ALL
UNWIND $fields AS id
MATCH (s:Entity {id: id})<-[:WORKS_IN_SECTOR]-(o:NGO)
WHERE o.closed IS NULL
WITH DISTINCT o
MATCH (o)-[t:RELATES_TO|WORKS_IN|WORKS_IN_SECTOR|HOLDS]->(y:Entity)
WHERE y.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, y.id AS target, properties(y) AS b
UNION ALL
UNWIND $fields AS id
MATCH (s:Entity {id: id})<-[:IN_SECTOR]-(:AidItem)<-[:FUNDS]-(:NGO)-[:HOLDS]->(l:Licence)
WHERE l.closed IS NULL
WITH DISTINCT l
MATCH (l)-[t:VALID_IN]->(y:Place)
RETURN properties(l) AS a, type(t) AS type, properties(t) AS tie, l.id AS source, y.id AS target, properties(y) AS b
UNION ALL
UNWIND $fields AS id
MATCH (s:Entity {id: id})<-[:WORKS_IN_SECTOR]-(:NGO)-[:HOLDS]->(l:Licence)
WHERE l.closed IS NULL
WITH DISTINCT l
MATCH (l)-[t:VALID_IN]->(y:Place)
RETURN properties(l) AS a, type(t) AS type, properties(t) AS tie, l.id AS source, y.id AS target, properties(y) AS b
UNION ALL
UNWIND $people AS id
MATCH (p:Entity {id: id})-[t:HAS_POST]->(o:Entity)
WHERE p.closed IS NULL AND o.closed IS NULL
RETURN properties(p) AS a, type(t) AS type, properties(t) AS tie, p.id AS source, o.id AS target, properties(o) AS b
UNION ALL
UNWIND $people AS id
MATCH (p:Entity {id: id})-[t:KNOWS]->(o:Entity)
WHERE p.closed IS NULL AND o.closed IS NULL
RETURN properties(p) AS a, type(t) AS type, properties(t) AS tie, p.id AS source, o.id AS target, properties(o) AS b
UNION ALL
UNWIND $people AS id
MATCH (p:Entity {id: id})-[t:MET]->(o:Entity)
WHERE p.closed IS NULL AND o.closed IS NULL
RETURN properties(p) AS a, type(t) AS type, properties(t) AS tie, p.id AS source, o.id AS target, properties(o) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:BASED_IN]-(o:Organization)
WHERE o.closed IS NULL AND o.type IN ['PublicBody', 'FriendshipUnion', 'FriendshipAssociation']
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, x.id AS target, properties(x) AS b
UNION ALL
UNWIND $bodies AS id
MATCH (o:Entity {id: id})-[t:COORDINATES_WITH|PART_OF|MEMBER_OF]->(u:Organization)
WHERE o.closed IS NULL AND u.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, u.id AS target, properties(u) AS b
UNION ALL
UNWIND $meetings AS id
MATCH (d:Entity {id: id})-[t:HOSTED|JOINED|LED|MET|CAME_FROM]-(o:Entity)
WHERE d.closed IS NULL AND o.closed IS NULL
RETURN properties(startNode(t)) AS a, type(t) AS type, properties(t) AS tie, startNode(t).id AS source,
       endNode(t).id AS target, properties(endNode(t)) AS b

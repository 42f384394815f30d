// With which countries has the area ties, and which friendship associations care for them?
// Rows are ties (a)-[type]->(b): the area, our bodies, associations, missions, agreements, investors, partners, meetings.
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[t:SUCCEEDED_BY|LOCATED_IN|PART_OF]->(y:Place)
RETURN properties(x) AS a, type(t) AS type, properties(t) AS tie, x.id AS source, y.id AS target, properties(y) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:BASED_IN]-(o:Organization)
WHERE o.closed IS NULL AND o.type IN ['PublicBody', 'FriendshipUnion', 'FriendshipAssociation']
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, x.id AS target, properties(x) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:BASED_IN]-(u:FriendshipUnion)<-[t:MEMBER_OF]-(o:Organization)
WHERE u.closed IS NULL AND o.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, u.id AS target, properties(u) AS b
UNION ALL
MATCH (o:FriendshipAssociation)-[t:FRIEND_OF]->(c:Country)
WHERE o.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, c.id AS target, properties(c) AS b
UNION ALL
MATCH (o:DiplomaticMission)-[t:REPRESENTS]->(c:Country)
WHERE o.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, c.id AS target, properties(c) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[:PARTY_TO]->(g:Agreement)
WHERE g.closed IS NULL
WITH DISTINCT g
MATCH (g)<-[t:PARTY_TO]-(y:Entity)
RETURN properties(y) AS a, type(t) AS type, properties(t) AS tie, y.id AS source, g.id AS target, properties(g) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[:PARTY_TO]->(:Agreement)<-[:PARTY_TO]-(y:Place)
WITH DISTINCT y
MATCH (y)-[t:LOCATED_IN]->(c:Place)
RETURN properties(y) AS a, type(t) AS type, properties(t) AS tie, y.id AS source, c.id AS target, properties(c) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:LOCATED_IN]-(i:Investment)<-[t:INVESTS_IN]-(o:Organization)
WHERE o.closed IS NULL AND i.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, i.id AS target, properties(i) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:LOCATED_IN]-(i:Investment)
WHERE i.closed IS NULL
RETURN properties(i) AS a, type(t) AS type, properties(t) AS tie, i.id AS source, x.id AS target, properties(x) AS b
UNION ALL
UNWIND $bodies AS id
MATCH (o:Entity {id: id})-[t:BASED_IN]->(c:Country)
WHERE o.closed IS NULL AND o.type IN ['Business', 'NGO', 'DiasporaGroup']
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, c.id AS target, properties(c) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:RELATES_TO|WORKS_IN]-(o:Organization)
WHERE o.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, x.id AS target, properties(x) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:INVESTS_IN]-(o:Organization)
WHERE o.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, x.id AS target, properties(x) AS b
UNION ALL
UNWIND $meetings AS id
MATCH (d:Entity {id: id})-[t:HOSTED|JOINED|LED|MET|CAME_FROM]-(o:Entity)
WHERE d.closed IS NULL AND o.closed IS NULL
RETURN properties(startNode(t)) AS a, type(t) AS type, properties(t) AS tie, startNode(t).id AS source,
       endNode(t).id AS target, properties(endNode(t)) AS b
UNION ALL
UNWIND $meetings AS id
MATCH (d:Entity {id: id})-[t:CONCERNS|TARGETS|FOLLOWED_UP_BY]-(o:Entity)
WHERE d.closed IS NULL AND o.closed IS NULL
RETURN properties(startNode(t)) AS a, type(t) AS type, properties(t) AS tie, startNode(t).id AS source,
       endNode(t).id AS target, properties(endNode(t)) AS b
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

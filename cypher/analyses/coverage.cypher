// With which countries has the area ties, and which friendship associations care for them?
// Rows are ties (source)-[type]->(target): the area, our bodies, associations, missions, agreements, investors, partners, meetings.
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[t:SUCCEEDED_BY|LOCATED_IN|PART_OF]->(y:Place)
RETURN x.id AS source, type(t) AS type, properties(t) AS tie, y.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:BASED_IN]-(o:Organization)
WHERE o.closed IS NULL AND o.type IN ['PublicBody', 'FriendshipUnion', 'FriendshipAssociation']
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:BASED_IN]-(u:FriendshipUnion)<-[t:MEMBER_OF]-(o:Organization)
WHERE u.closed IS NULL AND o.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, u.id AS target
UNION ALL
MATCH (o:FriendshipAssociation)-[t:FRIEND_OF]->(c:Country)
WHERE o.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, c.id AS target
UNION ALL
MATCH (o:DiplomaticMission)-[t:REPRESENTS]->(c:Country)
WHERE o.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, c.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[:PARTY_TO]->(g:Agreement)
WHERE g.closed IS NULL
WITH DISTINCT g
MATCH (g)<-[t:PARTY_TO]-(y:Entity)
RETURN y.id AS source, type(t) AS type, properties(t) AS tie, g.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[:PARTY_TO]->(:Agreement)<-[:PARTY_TO]-(y:Place)
WITH DISTINCT y
MATCH (y)-[t:LOCATED_IN]->(c:Place)
RETURN y.id AS source, type(t) AS type, properties(t) AS tie, c.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:LOCATED_IN]-(i:Investment)<-[t:INVESTS_IN]-(o:Organization)
WHERE o.closed IS NULL AND i.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, i.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:LOCATED_IN]-(i:Investment)
WHERE i.closed IS NULL
RETURN i.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
UNION ALL
UNWIND $bodies AS id
MATCH (o:Entity {id: id})-[t:BASED_IN]->(c:Country)
WHERE o.closed IS NULL AND o.type IN ['Business', 'NGO', 'DiasporaGroup']
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, c.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:RELATES_TO|WORKS_IN]-(o:Organization)
WHERE o.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:INVESTS_IN]-(o:Organization)
WHERE o.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
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

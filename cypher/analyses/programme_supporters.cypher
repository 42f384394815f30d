// Which overseas groups and businesses of a twin's country are here, and which of them took part in what we do with the twin?
// Rows are ties (source)-[type]->(target): the area, its agreements with their parties and countries, businesses and overseas groups
// with their investments, and meetings.
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
MATCH (o:FriendshipAssociation)-[t:FRIEND_OF|MEMBER_OF]->(c:Entity)
WHERE o.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, c.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[:PARTY_TO]->(g:Agreement)
WHERE g.closed IS NULL
WITH DISTINCT g
MATCH (g)<-[t:PARTY_TO]-(y:Place)
RETURN y.id AS source, type(t) AS type, properties(t) AS tie, g.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[:PARTY_TO]->(:Agreement)<-[:PARTY_TO]-(y:Place)
WITH DISTINCT y
MATCH (y)-[t:LOCATED_IN]->(c:Place)
RETURN y.id AS source, type(t) AS type, properties(t) AS tie, c.id AS target
UNION ALL
UNWIND $bodies AS id
MATCH (o:Entity {id: id})-[t:BASED_IN|WORKS_IN|INVESTS_IN|WORKS_IN_SECTOR]->(y:Entity)
WHERE o.type = 'Business' AND o.closed IS NULL AND y.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, y.id AS target
UNION ALL
UNWIND $bodies AS id
MATCH (o:Entity {id: id})-[t:BASED_IN|RELATES_TO|INVESTS_IN]->(y:Entity)
WHERE o.type = 'DiasporaGroup' AND o.closed IS NULL AND y.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, y.id AS target
UNION ALL
UNWIND $bodies AS id
MATCH (o:Entity {id: id})-[:INVESTS_IN]->(i:Investment)
WHERE i.closed IS NULL
WITH DISTINCT i
MATCH (i)-[t:LOCATED_IN|IN_SECTOR]->(y:Entity)
RETURN i.id AS source, type(t) AS type, properties(t) AS tie, y.id AS target
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

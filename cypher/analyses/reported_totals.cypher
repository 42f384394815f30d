// Which figures were published about the area and its union, and what do our lists count?
// Rows are ties (source)-[type]->(target): the area, figures with their subjects, members, partners with licences, agreements, investments.
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
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:BASED_IN]-(u:FriendshipUnion)<-[t:MEMBER_OF]-(o:Organization)
WHERE u.closed IS NULL AND o.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, u.id AS target
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
UNION ALL
UNWIND $bodies AS id
MATCH (o:Entity {id: id})-[t:HOLDS]->(l:Licence)
WHERE l.closed IS NULL AND o.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, l.id AS target
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

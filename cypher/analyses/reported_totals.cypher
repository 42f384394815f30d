// Which figures were published about the area and its union, and what do our lists count?
// Rows are ties (a)-[type]->(b): the area, figures with their subjects, members, partners with licences, agreements, investments.
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[t:SUCCEEDED_BY|LOCATED_IN|PART_OF]->(y:Place)
RETURN properties(x) AS a, type(t) AS type, properties(t) AS tie, x.id AS source, y.id AS target, properties(y) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:BASED_IN]-(o:Organization)
WHERE o.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, x.id AS target, properties(x) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:RELATES_TO|WORKS_IN]-(o:Organization)
WHERE o.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, x.id AS target, properties(x) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:BASED_IN]-(u:FriendshipUnion)<-[t:MEMBER_OF]-(o:Organization)
WHERE u.closed IS NULL AND o.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, u.id AS target, properties(u) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:ABOUT_SUBJECT]-(s:Statistic)
WHERE s.closed IS NULL
RETURN properties(s) AS a, type(t) AS type, properties(t) AS tie, s.id AS source, x.id AS target, properties(x) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:BASED_IN|LOCATED_IN]-(o:Entity)<-[t:ABOUT_SUBJECT]-(s:Statistic)
WHERE s.closed IS NULL
RETURN properties(s) AS a, type(t) AS type, properties(t) AS tie, s.id AS source, o.id AS target, properties(o) AS b
UNION ALL
UNWIND $bodies AS id
MATCH (o:Entity {id: id})-[t:HOLDS]->(l:Licence)
WHERE l.closed IS NULL AND o.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, l.id AS target, properties(l) AS b
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

// Who knows whom, through what they did together, wherever they are, and who has relations with the area?
// Rows are ties (a)-[type]->(b): the area, our bodies, people with posts and acquaintances, meetings, shared aid items.
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[t:SUCCEEDED_BY|LOCATED_IN|PART_OF]->(y:Place)
RETURN properties(x) AS a, type(t) AS type, properties(t) AS tie, x.id AS source, y.id AS target, properties(y) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:BASED_IN|RELATES_TO|WORKS_IN]-(o:Organization)
WHERE o.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, x.id AS target, properties(x) AS b
UNION ALL
MATCH (o:Organization)-[t:COORDINATES_WITH|PART_OF|MEMBER_OF]->(u:Organization)
WHERE o.closed IS NULL AND u.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, u.id AS target, properties(u) AS b
UNION ALL
MATCH (d:Entity)-[t:HOSTED|JOINED|LED|MET|CAME_FROM]-(o:Entity)
WHERE d.type IN ['Delegation', 'Event'] AND d.closed IS NULL AND o.closed IS NULL
RETURN properties(startNode(t)) AS a, type(t) AS type, properties(t) AS tie, startNode(t).id AS source,
       endNode(t).id AS target, properties(endNode(t)) AS b
UNION ALL
MATCH (o:Entity)-[t:FUNDS|IMPLEMENTS|RECEIVES|MANAGES]->(i:AidItem)
WHERE i.closed IS NULL AND o.closed IS NULL AND (i.since IS NULL OR i.since <= $on)
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, i.id AS target, properties(i) AS b
UNION ALL
MATCH (p:Person)-[t:HAS_POST|KNOWS|MET]->(o:Entity)
WHERE p.closed IS NULL AND o.closed IS NULL
RETURN properties(p) AS a, type(t) AS type, properties(t) AS tie, p.id AS source, o.id AS target, properties(o) AS b

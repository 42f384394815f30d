// Who funds elsewhere what a place needs, with which licence, and how do we reach them?
// Rows are ties (a)-[type]->(b): the area and its neighbours, open needs, all aid items with those behind them, licences,
// our bodies, and who knows and met whom.
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:TARGETS]-(n:Need)
WHERE n.closed IS NULL
RETURN properties(n) AS a, type(t) AS type, properties(t) AS tie, n.id AS source, x.id AS target, properties(x) AS b
UNION ALL
MATCH (n:Need)-[t:IN_SECTOR]->(s:Sector)
WHERE n.closed IS NULL
RETURN properties(n) AS a, type(t) AS type, properties(t) AS tie, n.id AS source, s.id AS target, properties(s) AS b
UNION ALL
MATCH (i:Entity)-[t:MEETS_NEED]->(n:Need)
WHERE n.closed IS NULL AND i.closed IS NULL
RETURN properties(i) AS a, type(t) AS type, properties(t) AS tie, i.id AS source, n.id AS target, properties(n) AS b
UNION ALL
MATCH (x:Place)-[t:SUCCEEDED_BY|LOCATED_IN|PART_OF|NEIGHBOUR_OF]->(y:Place)
RETURN properties(x) AS a, type(t) AS type, properties(t) AS tie, x.id AS source, y.id AS target, properties(y) AS b
UNION ALL
MATCH (i:AidItem)-[t:TARGETS|IN_SECTOR|PART_OF]->(y:Entity)
WHERE i.closed IS NULL AND (i.since IS NULL OR i.since <= $on)
RETURN properties(i) AS a, type(t) AS type, properties(t) AS tie, i.id AS source, y.id AS target, properties(y) AS b
UNION ALL
MATCH (o:Entity)-[t:FUNDS|IMPLEMENTS|RECEIVES|MANAGES]->(i:AidItem)
WHERE i.closed IS NULL AND o.closed IS NULL AND (i.since IS NULL OR i.since <= $on)
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, i.id AS target, properties(i) AS b
UNION ALL
MATCH (o:NGO)-[t:RELATES_TO|WORKS_IN|WORKS_IN_SECTOR|HOLDS]->(y:Entity)
WHERE o.closed IS NULL AND y.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, y.id AS target, properties(y) AS b
UNION ALL
MATCH (l:Licence)-[t:VALID_IN]->(y:Place)
WHERE l.closed IS NULL
RETURN properties(l) AS a, type(t) AS type, properties(t) AS tie, l.id AS source, y.id AS target, properties(y) AS b
UNION ALL
MATCH (p:Person)-[t:HAS_POST|KNOWS|MET]->(y:Entity)
WHERE p.closed IS NULL AND y.closed IS NULL
RETURN properties(p) AS a, type(t) AS type, properties(t) AS tie, p.id AS source, y.id AS target, properties(y) AS b
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:BASED_IN]-(o:Organization)
WHERE o.closed IS NULL AND o.type IN ['PublicBody', 'FriendshipUnion', 'FriendshipAssociation']
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

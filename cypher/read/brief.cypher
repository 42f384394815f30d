// What is on record about a place: who is based there or represents it, what they do here, agreements, visits, our needs?
// Rows are ties (a)-[type]->(b), as an analysis reads them. `places`: the place with all in it, and its country.
UNWIND $places AS id
MATCH (x:Entity {id: id})-[t:LOCATED_IN|PART_OF]->(y:Place)
RETURN properties(x) AS a, type(t) AS type, properties(t) AS tie, x.id AS source, y.id AS target, properties(y) AS b
UNION ALL
UNWIND $places AS id
MATCH (x:Entity {id: id})<-[t:BASED_IN|REPRESENTS|FRIEND_OF|CAME_FROM|MET|TARGETS|CONCERNS]-(o:Entity)
WHERE o.closed IS NULL AND o.type IN ['NGO', 'Business', 'DiplomaticMission', 'MultilateralBody', 'PublicBody', 'DiasporaGroup',
      'FriendshipAssociation', 'FriendshipUnion', 'Delegation', 'Event']
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, x.id AS target, properties(x) AS b
UNION ALL
UNWIND $places AS id
MATCH (x:Entity {id: id})<-[:BASED_IN|REPRESENTS]-(o:Organization)
WITH DISTINCT o
MATCH (o)-[t:REPRESENTS|HOLDS|FUNDS|WORKS_IN|WORKS_IN_SECTOR|RELATES_TO|INVESTS_IN|MEETS_NEED]->(y:Entity)
WHERE o.closed IS NULL AND y.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, y.id AS target, properties(y) AS b
UNION ALL
UNWIND $places AS id
MATCH (x:Entity {id: id})<-[:BASED_IN|REPRESENTS]-(o:Organization)
WITH DISTINCT o
MATCH (o)-[:HOLDS|FUNDS|INVESTS_IN]->(i:Entity)-[t:VALID_IN|TARGETS|IN_SECTOR|PART_OF|LOCATED_IN]->(y:Entity)
WHERE o.closed IS NULL AND i.closed IS NULL
RETURN properties(i) AS a, type(t) AS type, properties(t) AS tie, i.id AS source, y.id AS target, properties(y) AS b
UNION ALL
MATCH (o:DiasporaGroup)-[t:RELATES_TO|INVESTS_IN]->(y:Entity)
WHERE o.country = $code AND o.closed IS NULL
RETURN properties(o) AS a, type(t) AS type, properties(t) AS tie, o.id AS source, y.id AS target, properties(y) AS b
UNION ALL
UNWIND $places AS id
MATCH (x:Entity {id: id})-[:PARTY_TO]->(g:Agreement)
WHERE g.closed IS NULL
WITH DISTINCT g
MATCH (g)<-[t:PARTY_TO]-(y:Entity)
RETURN properties(y) AS a, type(t) AS type, properties(t) AS tie, y.id AS source, g.id AS target, properties(g) AS b
UNION ALL
UNWIND $places AS id
MATCH (x:Entity {id: id})<-[:CAME_FROM|MET|TARGETS|CONCERNS]-(d:Entity)
WHERE d.type IN ['Delegation', 'Event'] AND d.closed IS NULL
WITH DISTINCT d
MATCH (d)-[t:FOLLOWED_UP_BY]->(y:Entity)
RETURN properties(d) AS a, type(t) AS type, properties(t) AS tie, d.id AS source, y.id AS target, properties(y) AS b
UNION ALL
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
MATCH (i:Entity)-[t:MEETS_NEED|PROPOSES]->(n:Need)
WHERE n.closed IS NULL AND i.closed IS NULL
RETURN properties(i) AS a, type(t) AS type, properties(t) AS tie, i.id AS source, n.id AS target, properties(n) AS b

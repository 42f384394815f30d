// Through whom do we reach our partners?
// Rows are ties (source)-[type]->(target): the area, our bodies, people with their posts and acquaintances, ties among organisations.
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
UNWIND $bodies AS id
MATCH (o:Entity {id: id})-[t:COORDINATES_WITH|PART_OF|MEMBER_OF]->(u:Organization)
WHERE o.closed IS NULL AND u.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, u.id AS target
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

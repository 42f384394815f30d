// Which records speak of the partners, items, agreements and delegations of the area, and since when?
// Rows are ties (source)-[type]->(target): the area, its partners and our bodies, who has a post there, and claims (a)-[ABOUT]->(b).
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
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[t:RELATES_TO|WORKS_IN]-(o:Organization)
WHERE o.closed IS NULL
RETURN o.id AS source, type(t) AS type, properties(t) AS tie, x.id AS target
UNION ALL
UNWIND $people AS id
MATCH (p:Entity {id: id})-[t:HAS_POST]->(o:Entity)
WHERE p.closed IS NULL AND o.closed IS NULL
RETURN p.id AS source, type(t) AS type, properties(t) AS tie, o.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:RELATES_TO|WORKS_IN|BASED_IN|TARGETS]-(o:Entity)
WHERE o.closed IS NULL AND NOT o.type IN ['Need', 'Event', 'Person', 'Licence']
WITH DISTINCT o
MATCH (o)<-[t:ABOUT]-(c:Claim)
WHERE c.closed IS NULL
RETURN c.id AS source, 'ABOUT' AS type, {id: c.id, last_seen: t.last_seen} AS tie, o.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:BASED_IN]-(:FriendshipUnion)<-[:MEMBER_OF]-(o:Organization)
WHERE o.closed IS NULL
WITH DISTINCT o
MATCH (o)<-[t:ABOUT]-(c:Claim)
WHERE c.closed IS NULL
RETURN c.id AS source, 'ABOUT' AS type, {id: c.id, last_seen: t.last_seen} AS tie, o.id AS target
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[:PARTY_TO]->(o:Agreement)
WHERE o.closed IS NULL
WITH DISTINCT o
MATCH (o)<-[t:ABOUT]-(c:Claim)
WHERE c.closed IS NULL
RETURN c.id AS source, 'ABOUT' AS type, {id: c.id, last_seen: t.last_seen} AS tie, o.id AS target

// Who of these types is tied to the area, to what is invested or signed in it, and which are the countries abroad?
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[:BASED_IN|RELATES_TO|WORKS_IN|INVESTS_IN|HOSTED|JOINED|MET|CAME_FROM|CONCERNS|TARGETS]-(o:Entity)
WHERE o.closed IS NULL AND o.type IN $walked
RETURN DISTINCT o.id AS id, o.type AS type
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:LOCATED_IN]-(i:Investment)<-[:INVESTS_IN]-(o:Entity)
WHERE i.closed IS NULL AND o.closed IS NULL
RETURN DISTINCT o.id AS id, o.type AS type
UNION ALL
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)-[:PARTY_TO]->(g:Agreement)
WHERE g.closed IS NULL
WITH DISTINCT g
MATCH (g)<-[:PARTY_TO]-(o:Entity)
WHERE o.closed IS NULL
RETURN DISTINCT o.id AS id, o.type AS type
UNION ALL
MATCH (c:Country)
WHERE c.id <> 'country-vn'
RETURN c.id AS id, c.type AS type

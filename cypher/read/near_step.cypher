// Whom do these know, where do they belong, which meetings were they in, which were in `places`, what did `makers` carry out?
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[:HAS_POST|KNOWS|MET|HOSTED|JOINED|LED|CAME_FROM|CONCERNS|FOLLOWED_UP_BY|MEMBER_OF|PART_OF|COORDINATES_WITH]-(o:Entity)
WHERE o.closed IS NULL AND o.type IN $walked
RETURN DISTINCT o.id AS id, o.type AS type
UNION ALL
UNWIND $places AS id
MATCH (e:Entity {id: id})<-[:TARGETS]-(o:Entity)
WHERE o.closed IS NULL AND o.type IN ['Delegation', 'Event']
RETURN DISTINCT o.id AS id, o.type AS type
UNION ALL
UNWIND $makers AS id
MATCH (e:Entity {id: id})-[:FUNDS|IMPLEMENTS|RECEIVES|MANAGES]-(o:Entity)
WHERE o.closed IS NULL AND o.type IN $walked
RETURN DISTINCT o.id AS id, o.type AS type

// Who led, hosted or joined these meetings, and where have they posts?
UNWIND $ids AS id
MATCH (m:Entity {id: id})<-[t:LED|HOSTED|JOINED]-(x:Entity)
WHERE x.closed IS NULL
OPTIONAL MATCH (x)-[:HAS_POST]->(o:Entity)
RETURN id AS at, type(t) AS type, properties(x) AS who, collect(o.id) AS posts

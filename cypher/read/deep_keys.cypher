// The keys from an id on, and how many entities each identifies.
MATCH (k:Key)
WHERE k.id > $after
WITH k ORDER BY k.id LIMIT $limit
OPTIONAL MATCH (k)-[:IDENTIFIES]->(e:Entity)
RETURN k.id AS id, count(e) AS entities
ORDER BY id

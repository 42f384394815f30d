// Which aid items go to these places?
UNWIND $places AS place
MATCH (p:Entity {id: place})-[:TARGETS|LOCATED_IN|RECEIVES]-(i:AidItem)
WHERE i.closed IS NULL
RETURN DISTINCT i.id AS id
LIMIT $limit

// Which things of this type are tied so to these (places, sectors, partners)?
UNWIND $ids AS id
MATCH (x:Entity {id: id})-[:%ties%]-(e:%label%)
WHERE e.closed IS NULL
RETURN DISTINCT e.id AS id
LIMIT $limit

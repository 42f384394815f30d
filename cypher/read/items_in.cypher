// Which aid items are in these sectors?
UNWIND $sectors AS sector
MATCH (s:Entity {id: sector})<-[:IN_SECTOR]-(i:AidItem)
WHERE i.closed IS NULL
RETURN DISTINCT i.id AS id
LIMIT $limit

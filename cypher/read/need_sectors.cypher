// In which sectors is something needed in the area?
MATCH (:Entity {id: $province})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
WITH DISTINCT x
MATCH (x)<-[:TARGETS]-(n:Need)-[:IN_SECTOR]->(s:Sector)
WHERE n.closed IS NULL
RETURN DISTINCT s.id AS id

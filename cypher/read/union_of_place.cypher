// Which union of friendship organizations works for this place: its own, else that of the province it lies in?
MATCH p = (:Entity {id: $place})-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..2]->(x:Place)
MATCH (x)<-[:BASED_IN]-(u:FriendshipUnion)
WHERE u.closed IS NULL
RETURN u.id AS id
ORDER BY length(p), id
LIMIT 1

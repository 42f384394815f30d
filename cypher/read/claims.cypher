// What did each source say about this entity, word for word?
MATCH (e:Entity {id: $id})<-[a:ABOUT]-(c:Claim)
RETURN properties(c) AS claim, properties(a) AS about
ORDER BY c.id
LIMIT $limit

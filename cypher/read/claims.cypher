// What did each source say about this entity, word for word, from a claim on?
MATCH (e:Entity {id: $id})<-[a:ABOUT]-(c:Claim)
WHERE c.id > $after
RETURN properties(c) AS claim, properties(a) AS about
ORDER BY c.id
LIMIT $limit

// What did each source say about this entity before, and what ended each of those states?
MATCH (e:Entity {id: $id})<-[:ABOUT]-(c:Claim)<-[b:BECAME]-(f:Former)
RETURN c.id AS claim, properties(f) AS former, properties(b) AS became
ORDER BY b.kept DESC
LIMIT $limit

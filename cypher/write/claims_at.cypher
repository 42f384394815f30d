// Which claims lie at this entity, and which are their homes?
MATCH (e:Entity {id: $id})<-[a:ABOUT]-(c:Claim)
RETURN c.id AS claim, coalesce(a.home, e.id) AS home
ORDER BY claim

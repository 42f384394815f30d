// Which claims, open or closed, are about these entities?
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[:ABOUT]-(c:Claim)
RETURN c.id AS claim

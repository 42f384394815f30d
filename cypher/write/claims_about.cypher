// Which claims, open or closed, have these entities for their home?
UNWIND $rows AS row
MATCH (e:Entity {id: row.at})<-[a:ABOUT]-(c:Claim)
WHERE coalesce(a.home, e.id) = row.id
RETURN c.id AS claim

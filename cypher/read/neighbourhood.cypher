// By which ties are these entities bound to what they may have in common with another record of themselves, and who says so?
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[t:%ties%]-(o:Entity)
RETURN id, type(t) AS type, o.id AS other, t.source AS source

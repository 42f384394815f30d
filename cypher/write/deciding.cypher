// What of these entities can contradict an identity?
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN e.id AS id, e.closed IS NOT NULL AS closed, %deciding%

// What was merged into these entities, in one step?
UNWIND $ids AS id
MATCH (e:Entity {merged_into: id})
RETURN e.id AS id, id AS into

// Of an entity that is merged into another, what is left for those who come by its id.
MATCH (e:Entity {id: $id})
SET e = {id: e.id, type: e.type, name: e.name, closed: coalesce(e.closed, $day), merged_into: $into}

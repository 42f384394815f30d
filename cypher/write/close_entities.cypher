// Take entities that no open claim speaks of any more out of the golden layer: they keep id, type and name.
UNWIND $ids AS id
MATCH (e:Entity {id: id})
SET e = {id: e.id, type: e.type, name: e.name, closed: $day}

// Take away entities that nobody speaks of.
UNWIND $ids AS id
MATCH (e:Entity {id: id})
DETACH DELETE e

// An entity stands for itself again.
MATCH (e:Entity {id: $id})
REMOVE e.merged_into

// Keep other writers off these entities until this transaction ends: belief is laid from all claims or not at all.
UNWIND $ids AS id
MATCH (e:Entity {id: id})
SET e.locked = true
REMOVE e.locked

// Keep other writers off these claims until this transaction ends: what is read of them next is what will be replaced.
UNWIND $ids AS id
MATCH (c:Claim {id: id})
SET c.locked = true
REMOVE c.locked

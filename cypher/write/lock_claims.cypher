// Keep other writers off these claims and their sightings until this transaction ends: what is read of them next is
// what will be replaced.
UNWIND $ids AS id
MATCH (c:Claim {id: id})-[a:ABOUT]->(:Entity)
SET c.locked = true, a.locked = true
REMOVE c.locked, a.locked

// Take away those of these keys that identify nobody.
UNWIND $ids AS id
MATCH (k:Key {id: id})
WHERE NOT EXISTS { (k)-[:IDENTIFIES]->(:Entity) }
DELETE k

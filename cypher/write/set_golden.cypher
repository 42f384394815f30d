// Lay the recomputed belief over the entities.
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
SET e = row.golden

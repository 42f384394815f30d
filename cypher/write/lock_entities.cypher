// Keep other writers off these entities until this transaction ends, and tell which of them were merged into another.
// Mere ends of ties are left to others where they are of a type that is never merged.
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
WHERE NOT row.end OR NOT e.type IN $fixed
SET e.locked = true
REMOVE e.locked
WITH e
WHERE e.merged_into IS NOT NULL
RETURN e.id AS id

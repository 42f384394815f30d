// Take back the ties that these claims stated, starting from the ends they stated them for; they are told a last time.
// (A place is named once with all its claims: the embedded engine fails where a later row walks ties just deleted.)
UNWIND $rows AS row
MATCH (:Entity {id: row.source})-[t]->(b:Entity)
WHERE t.claim IN row.claims
WITH t, type(t) AS type, row.source AS source, b.id AS target, properties(t) AS properties
DELETE t
RETURN type, source, target, properties

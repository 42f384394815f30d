// Which ties of these claims begin where they should?
UNWIND $rows AS row
MATCH (:Entity {id: row.source})-[t]->(b:Entity)
WHERE t.claim IN row.claims
RETURN t.claim AS claim, type(t) AS type, row.source AS source, b.id AS target, properties(t) AS properties

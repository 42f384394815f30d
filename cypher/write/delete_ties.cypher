// Take back the ties that these claims stated, starting from the ends they stated them for.
UNWIND $rows AS row
MATCH (:Entity {id: row.source})-[t]->(:Entity)
WHERE t.claim = row.claim
DELETE t

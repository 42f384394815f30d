// What amounts do aid items have? (To tell what is far out of line.)
MATCH (i:AidItem)
WHERE i.closed IS NULL AND i.currency IS NOT NULL
RETURN i.currency AS currency, i.committed AS committed, i.disbursed AS disbursed
LIMIT $limit

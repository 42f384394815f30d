// Keep rows that could not be used, with their place, the reason and the cells as they were.
UNWIND $rows AS row
MERGE (q:Quarantine {id: row.id})
SET q = row

// Keep records that could not be used, with their place, the reasons and the original as the file held it.
UNWIND $rows AS row
MERGE (q:Quarantine {id: row.id})
SET q = row

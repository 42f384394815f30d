// Keep records that could not be used, with their place, the reasons and the original as the file held it. One that waited
// already keeps the mark that it was first given.
UNWIND $rows AS row
MERGE (q:Quarantine {id: row.id})
SET q += row, q.cleared = null

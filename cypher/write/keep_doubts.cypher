// Keep pairs of records that may be one partner, with what speaks for and against it.
UNWIND $rows AS row
MERGE (d:Doubt {id: row.id})
SET d = row, d.looked = $looked

// Close claims that their list no longer holds; they stay, out of the golden layer.
UNWIND $rows AS row
MATCH (c:Claim {id: row.claim})
SET c.lists = row.lists, c.closed = row.closed

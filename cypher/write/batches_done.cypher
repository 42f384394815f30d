// Which batches of a run are acknowledged?
MATCH (b:Batch {run: $run})
RETURN b.number AS number, b.records AS records, b.written AS written, b.unchanged AS unchanged
ORDER BY number

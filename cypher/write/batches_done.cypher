// Which batches of a run are acknowledged, and how many of their records were refused?
MATCH (b:Batch {run: $run})
RETURN b.number AS number, b.written AS written, b.new AS new, b.unchanged AS unchanged, b.refused AS refused
ORDER BY number

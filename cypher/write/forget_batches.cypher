// The batches of a run are no longer acknowledged.
MATCH (b:Batch {run: $run})
DELETE b

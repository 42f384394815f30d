// What was remarked about a run.
MATCH (n:Notes {id: $run})
DELETE n

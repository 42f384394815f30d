// Records that waited since a run do so no longer.
MATCH (q:Quarantine {run: $run})
DELETE q

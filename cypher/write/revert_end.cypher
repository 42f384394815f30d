// A run is taken back.
MATCH (r:Run {id: $id})
SET r.reverted = $now

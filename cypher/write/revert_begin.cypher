// A run is being taken back: from now on it counts as neither loaded nor open.
MATCH (r:Run {id: $id})
SET r.reverting = coalesce(r.reverting, $now)

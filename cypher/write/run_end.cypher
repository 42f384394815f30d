// A run is done: what it came to.
MATCH (r:Run {id: $id})
SET r.finished = $finished, r.read = $read, r.written = $written, r.unchanged = $unchanged,
    r.quarantined = $quarantined, r.closed = $closed

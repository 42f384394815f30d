// A run is done: what it came to, and whether it closed what its list no longer holds.
MATCH (r:Run {id: $id})
SET r.finished = $finished, r.read = $read, r.written = $written, r.new = $new, r.unchanged = $unchanged,
    r.quarantined = $quarantined, r.closed = $closed, r.swept = $swept

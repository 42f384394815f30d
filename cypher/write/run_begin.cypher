// A run begins; it stays unfinished until its last batch, its check and its sweep are done. A "load" reads a whole list,
// a "retry" the rows of one that waited.
MERGE (r:Run {id: $id})
SET r.source = $source, r.list = $list, r.sha256 = $sha256, r.reading = $reading, r.started = $started, r.kind = $kind

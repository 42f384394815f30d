// A run begins; it stays unfinished until its last batch, its check and its sweep are done.
MERGE (r:Run {id: $id})
SET r.source = $source, r.list = $list, r.sha256 = $sha256, r.started = $started

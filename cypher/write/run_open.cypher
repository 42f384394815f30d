// Was the last run over this list cut off, and is the file still the same, read by the same mapping? An earlier one has
// been overtaken; one that is taken back never was.
// (collect()[0], not LIMIT 1: after WITH ... LIMIT the embedded engine filters first.)
MATCH (r:Run {source: $source, list: $list})
WHERE coalesce(r.kind, 'load') = 'load' AND r.reverting IS NULL
WITH r ORDER BY r.started DESC
WITH collect(r)[0] AS r
WHERE r.finished IS NULL AND r.sha256 = $sha256 AND coalesce(r.reading, '') = $reading
RETURN r.id AS id, r.started AS started

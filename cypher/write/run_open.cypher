// Has a run of this source over this very file been cut off?
MATCH (r:Run {source: $source, sha256: $sha256, list: $list})
WHERE r.finished IS NULL
RETURN r.id AS id, r.started AS started
ORDER BY r.started DESC
LIMIT 1

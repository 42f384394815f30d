// Claims said again word for word: where and when they were last seen moves, once a run; eight sightings are remembered.
UNWIND $rows AS row
MATCH (c:Claim {id: row.id})-[a:ABOUT]->(:Entity)
WHERE a.last_seen <> $seen
SET a.earlier = (coalesce(a.earlier, []) + [a.last_seen + ' ' + coalesce(toString(a.row), '') + ' ' + a.sheet])[-8..]
SET a.last_seen = $seen, a.row = row.row, a.sheet = row.sheet, a.file = $file, a.file_sha256 = $sha256

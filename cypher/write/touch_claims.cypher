// Claims said again word for word: only where and when they were last seen moves; the last eight sightings are remembered.
UNWIND $rows AS row
MATCH (c:Claim {id: row.id})-[a:ABOUT]->(:Entity)
SET a.earlier = CASE WHEN a.last_seen = $seen THEN a.earlier
    ELSE (coalesce(a.earlier, []) + [a.last_seen + ' ' + coalesce(toString(a.row), '') + ' ' + a.sheet])[-8..] END
SET a.last_seen = $seen, a.row = row.row, a.sheet = row.sheet, a.file = $file, a.file_sha256 = $sha256

// Claims said again word for word: where and when they were last seen moves, once a run; eight sightings are remembered.
// (A sighting that another writer has just taken away reads as nothing: a list with a gap cannot be kept, and the error of
// the missing tie, after which the work is done again, would not come.)
UNWIND $rows AS row
MATCH (c:Claim {id: row.id})-[a:ABOUT]->(:Entity)
WHERE a.last_seen <> $seen
SET a.earlier = (coalesce(a.earlier, []) + [coalesce(a.last_seen, '') + ' ' + coalesce(toString(a.row), '') + ' ' + coalesce(a.sheet, '')])[-8..]
SET a.last_seen = $seen, a.row = row.row, a.sheet = row.sheet, a.file = $file, a.file_sha256 = $sha256

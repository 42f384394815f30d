// Claims said again word for word: only where and when they were last seen moves.
UNWIND $rows AS row
MATCH (c:Claim {id: row.id})-[a:ABOUT]->(:Entity)
SET a.last_seen = $seen, a.row = row.row, a.sheet = row.sheet, a.file = $file, a.file_sha256 = $sha256

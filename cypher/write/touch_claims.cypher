// Claims said again word for word: only the time of the last sighting moves.
UNWIND $ids AS id
MATCH (c:Claim {id: id})-[a:ABOUT]->(:Entity)
SET a.last_seen = $seen

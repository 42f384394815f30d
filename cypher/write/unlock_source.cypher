// Give the source's lock back.
MATCH (s:Source {id: $id})
WHERE s.holder = $mine
REMOVE s.holder, s.held_until

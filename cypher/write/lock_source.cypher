// Take the source's lock, or keep it; nothing comes back when another holds it. The first SET serialises the takers.
MATCH (s:Source {id: $id})
SET s.asked = $now
WITH s
WHERE s.holder IS NULL OR s.holder IN [$mine, $stale] OR s.held_until < $now
SET s.holder = $mine, s.held_until = $until
RETURN s.holder AS holder

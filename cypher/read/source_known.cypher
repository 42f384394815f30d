// Is this source known?
MATCH (s:Source {id: $id})
WHERE s.publisher IS NOT NULL
RETURN s.id AS id

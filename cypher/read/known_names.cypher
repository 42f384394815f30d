// By which names may a text mean the entities of a type?
MATCH (e:Entity {type: $type})
WHERE e.closed IS NULL
RETURN e.id AS id, e.name AS name, e.aliases AS aliases, e.province AS province

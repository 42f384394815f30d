// Which entities of a type stand for themselves: neither closed nor merged into another?
MATCH (e:Entity {type: $type})
WHERE e.closed IS NULL AND e.merged_into IS NULL
RETURN e.id AS id

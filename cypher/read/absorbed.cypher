// Which of these entities were merged into another, and into which?
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE e.merged_into IS NOT NULL
RETURN id, e.merged_into AS into

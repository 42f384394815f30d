// Which of these entities does no claim speak of, not even a closed one, and to which of them does a tie still lead?
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE e.merged_into IS NULL AND NOT EXISTS { (e)<-[:ABOUT]-(:Claim) }
RETURN id, e.type AS type, e.name AS name, e.closed AS closed,
       CASE WHEN EXISTS { (e)--(:Entity) } THEN true ELSE false END AS tied

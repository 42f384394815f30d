// Which of these entities stand without a claim, not even a closed one, about them or what was merged into them?
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE e.merged_into IS NULL AND NOT EXISTS { (e)<-[:ABOUT]-(:Claim) }
RETURN id, e.type AS type, e.name AS name, e.closed AS closed

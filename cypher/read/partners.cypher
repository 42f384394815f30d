// What do these entities pass for, and does anybody speak of them, or of what was merged into them?
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN id, e.type AS type, e.name AS name, e.aliases AS aliases, e.merged_into AS into,
       CASE WHEN EXISTS { (e)<-[:ABOUT]-(:Claim) } THEN true ELSE false END AS spoken

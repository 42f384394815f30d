// Which places lie in this one, or were merged into it or into what lies in it (itself among them)?
MATCH (p:Entity {id: $place})<-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]-(x:Place)
RETURN DISTINCT x.id AS id, x.type AS type, x.name AS name, x.name_vi AS name_vi, x.name_en AS name_en, x.until AS until
ORDER BY id

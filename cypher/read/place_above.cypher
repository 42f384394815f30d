// In which places does this one lie, or into which was it merged (itself among them)?
MATCH (p:Entity {id: $place})-[:SUCCEEDED_BY|LOCATED_IN|PART_OF*0..4]->(x:Place)
RETURN DISTINCT x.id AS id
LIMIT 1000

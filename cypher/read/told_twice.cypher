// Which ties that begin at these entities do several reports tell, and what does each of them say?
UNWIND $ids AS id
MATCH (a:Entity {id: id})-[t]->(b:Entity)
WHERE a.closed IS NULL AND b.closed IS NULL AND (size($types) = 0 OR a.type IN $types OR b.type IN $types)
WITH id, a.type AS a_type, a.name AS a_name, type(t) AS type, b.id AS b_id, b.type AS b_type, b.name AS b_name,
     collect(properties(t)) AS said
WHERE size(said) > 1
RETURN {id: id, type: a_type, name: a_name} AS source, type, {id: b_id, type: b_type, name: b_name} AS target, said

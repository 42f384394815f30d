// The ties that begin at these entities, and which claims state them.
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[t]->(o:Entity)
RETURN id AS source, o.id AS target, type(t) AS type, properties(t) AS properties

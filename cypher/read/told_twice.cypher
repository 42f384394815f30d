// Which ties that begin at these entities do several reports tell, and what does each of them say?
UNWIND $ids AS id
MATCH (a:Entity {id: id})-[t]->(b:Entity)
WITH a, type(t) AS type, b, collect(t) AS told
WHERE size(told) > 1
RETURN {id: a.id, type: a.type, name: a.name} AS source, type, {id: b.id, type: b.type, name: b.name} AS target,
       [t IN told | properties(t)] AS said

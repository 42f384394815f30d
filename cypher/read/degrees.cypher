// To how many distinct others are these entities tied?
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[:%ties%]-(o:Entity)
WHERE o.closed IS NULL
RETURN id AS id, count(DISTINCT o.id) AS degree

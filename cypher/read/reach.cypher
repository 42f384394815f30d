// Whom do these entities reach in one step, and what does each source say of when?
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[t:%ties%]-(o:Entity)
WHERE o.closed IS NULL
RETURN id AS at, type(t) AS tie, startNode(t).id = id AS out, o.id AS id, o.type AS type, o.since AS begins, o.until AS ends,
       collect({id: t.id, since: t.since, until: t.until, edit: t.edit, cleared: t.cleared}) AS said
ORDER BY at, id, tie, out
LIMIT $limit

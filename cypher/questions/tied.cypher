// Which things of this type are tied so to these (places, sectors, partners), and what does each source say of when?
UNWIND $ids AS id
MATCH (x:Entity {id: id})-[t:%ties%]-(e:%label%)
WHERE e.closed IS NULL
RETURN e.id AS id, id AS at, type(t) AS tie, collect({id: t.id, since: t.since, until: t.until, edit: t.edit, cleared: t.cleared}) AS said
LIMIT $limit

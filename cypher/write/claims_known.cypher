// Which of these claims are known already, about whom (`at`: who survives of it), and what did they say?
UNWIND $ids AS id
MATCH (c:Claim {id: id})-[a:ABOUT]->(e:Entity)
RETURN c.id AS claim, c.hash AS hash, c.closed AS closed, c.lists AS lists, c.ties AS ties,
       a.run AS run, a.last_seen AS last_seen, a.file AS file,
       CASE WHEN a.sheet = "" THEN "" ELSE a.sheet + "!" END + coalesce(toString(a.row), "") AS row,
       coalesce(a.home, e.id) AS entity, e.id AS at

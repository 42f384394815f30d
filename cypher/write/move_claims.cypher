// Let claims lead to another entity; `home` is where identity put them, if that is not it.
UNWIND $rows AS row
MATCH (c:Claim {id: row.claim})-[a:ABOUT]->(:Entity)
MATCH (e:Entity {id: row.at})
CREATE (c)-[n:ABOUT]->(e)
SET n = properties(a), n.home = row.home
DELETE a

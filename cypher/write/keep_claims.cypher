// Keep what claims say until now, and where and when they were seen, beside what they are about to say.
UNWIND $rows AS row
MATCH (c:Claim {id: row.claim})-[a:ABOUT]->(:Entity)
CREATE (f:Former)-[b:BECAME]->(c)
SET f = properties(c), f.id = row.id, b = properties(a), b.stated = row.stated, b += $ending
REMOVE b.home

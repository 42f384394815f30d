// Replace what changed claims say.
UNWIND $rows AS row
MATCH (c:Claim {id: row.claim.id})-[a:ABOUT]->(:Entity)
SET c = row.claim, a += row.about
REMOVE a.earlier

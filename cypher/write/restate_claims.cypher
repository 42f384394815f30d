// Let claims stand as they would without a run that was taken back.
UNWIND $rows AS row
MATCH (c:Claim {id: row.claim.id})-[a:ABOUT]->(:Entity)
WITH row, c, a, a.home AS home
SET c = row.claim, a = row.about, a.home = home

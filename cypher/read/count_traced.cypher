// How many entities can be traced to a claim?
MATCH (e:Entity)
WHERE e.closed IS NULL
RETURN count(e) AS total, sum(CASE WHEN EXISTS { (e)<-[:ABOUT]-(:Claim) } THEN 1 ELSE 0 END) AS traced

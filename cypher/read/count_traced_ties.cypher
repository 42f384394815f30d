// How many ties can be traced to a claim that is there?
MATCH (:Entity)-[t]->(:Entity)
WITH t.claim AS claim, count(*) AS ties
OPTIONAL MATCH (c:Claim {id: claim})
RETURN sum(ties) AS total, sum(CASE WHEN c IS NULL THEN 0 ELSE ties END) AS traced

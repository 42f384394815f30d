// How many open claims does a list hold, records and mentions apart?
MATCH (c:Claim {source: $source})
WHERE $list IN c.lists AND c.closed IS NULL
RETURN c.mention AS mention, count(*) AS claims

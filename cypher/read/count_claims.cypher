// How many claims does each source make, and which of them are still open?
MATCH (c:Claim)
RETURN c.source AS source, count(*) AS claims, sum(CASE WHEN c.closed IS NULL THEN 1 ELSE 0 END) AS open
ORDER BY source

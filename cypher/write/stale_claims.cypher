// Which open claims of a list were not seen in the run that has just read it?
MATCH (c:Claim {source: $source})-[a:ABOUT]->(e:Entity)
WHERE $list IN c.lists AND a.last_seen < $seen AND c.closed IS NULL
RETURN c.id AS claim, c.lists AS lists, c.ties AS ties, c.mention AS mention, coalesce(a.home, e.id) AS entity,
       a.last_seen AS last_seen, a.sheet AS sheet, a.row AS row
ORDER BY claim

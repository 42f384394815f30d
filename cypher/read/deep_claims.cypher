// The claims from an id on, the ties they state, and the entities they are about.
MATCH (c:Claim)
WHERE c.id > $after
WITH c ORDER BY c.id LIMIT $limit
OPTIONAL MATCH (c)-[:ABOUT]->(e:Entity)
WITH c, collect(e.merged_into) AS merged, count(e) AS about
RETURN c.id AS id, c.ties AS ties, c.closed AS closed, about, size(merged) AS merged
ORDER BY id

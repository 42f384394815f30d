// By which open claims did officers accept a figure, and what are they about?
MATCH (s:Source)
WHERE s.id STARTS WITH $officers
WITH s.id AS officer
MATCH (c:Claim {source: officer})-[:ABOUT]->(e:Entity)
WHERE c.id STARTS WITH officer + ':' + $figure + '/' AND c.closed IS NULL
RETURN c.id AS claim, e.id AS id, e.type AS type, e.name AS name

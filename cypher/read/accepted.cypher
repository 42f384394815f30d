// By which open claims did an officer accept a figure, and what are they about?
MATCH (c:Claim {source: $source})-[:ABOUT]->(e:Entity)
WHERE c.id STARTS WITH $beginning AND c.closed IS NULL
RETURN c.id AS claim, e.id AS id, e.type AS type, e.name AS name

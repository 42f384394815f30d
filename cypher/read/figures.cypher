// Which figures do documents report, and which documents?
MATCH (c:Claim {source: 'documents'})-[:ABOUT]->(d:Entity)
WHERE c.closed IS NULL AND NOT c.mention AND ($figure = '' OR any(said IN c.figures WHERE said CONTAINS $figure))
RETURN d.id AS id, d.type AS type, d.name AS name, c.figures AS figures
ORDER BY d.name, d.id

// What does a document say, word for word?
MATCH (d:Entity {id: $id})<-[:ABOUT]-(c:Claim)
WHERE c.source = 'documents' AND NOT c.mention
WITH d, c ORDER BY c.closed IS NULL DESC, c.said DESC LIMIT 1
RETURN d.id AS id, d.type AS type, d.name AS name, c.text AS text, c.figures AS figures, c.dates AS dates

// Which marks have the transactions left that changed what is known?
MATCH (c:Change)
RETURN c.id AS id, c.n AS n

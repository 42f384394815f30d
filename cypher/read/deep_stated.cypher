// Which ties do these claims state?
UNWIND $ids AS id
MATCH (c:Claim {id: id})
RETURN id, c.ties AS ties, c.closed AS closed

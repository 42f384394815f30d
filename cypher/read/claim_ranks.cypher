// How much weight have these claims, and when were they made?
UNWIND $ids AS id
MATCH (c:Claim {id: id})
RETURN id AS claim, c.rank AS rank, c.said AS said

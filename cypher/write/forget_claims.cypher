// Take away claims that nobody makes any more.
UNWIND $ids AS id
MATCH (c:Claim {id: id})
DETACH DELETE c

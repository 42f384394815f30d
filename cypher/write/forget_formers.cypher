// Take away the former states of these claims.
UNWIND $ids AS id
MATCH (c:Claim {id: id})<-[:BECAME]-(f:Former)
DETACH DELETE f

// What were these claims before, and what ended each of those states?
UNWIND $ids AS id
MATCH (c:Claim {id: id})<-[b:BECAME]-(f:Former)
RETURN id, properties(f) AS claim, properties(b) AS became

// How many claims are about each of these entities?
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[:ABOUT]-(c:Claim)
RETURN id, count(c) AS claims

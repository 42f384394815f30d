// How many claims have each of these entities for their home?
UNWIND $rows AS row
MATCH (e:Entity {id: row.at})<-[a:ABOUT]-(c:Claim)
WHERE coalesce(a.home, e.id) = row.id
RETURN row.id AS id, count(c) AS claims

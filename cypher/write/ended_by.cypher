// Did this run change or close a claim about one of these entities?
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[:ABOUT]-(:Claim)<-[b:BECAME]-(:Former)
WHERE b.by = $run
RETURN id
LIMIT 1

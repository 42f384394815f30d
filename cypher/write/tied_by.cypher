// Which claims state the ties of these entities?
UNWIND $ids AS id
MATCH (e:Entity {id: id})-[t]-(:Entity)
RETURN id, collect(DISTINCT t.claim) AS claims

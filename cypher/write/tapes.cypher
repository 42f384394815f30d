// What do these claims say, about whom, and where and when were they seen?
UNWIND $ids AS id
MATCH (c:Claim {id: id})-[a:ABOUT]->(e:Entity)
RETURN id, coalesce(a.home, e.id) AS entity, properties(c) AS claim, properties(a) AS about

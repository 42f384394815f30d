// What do officers, by their sources, say, or did they say, of ties of the things that these marks name?
UNWIND $sources AS source
MATCH (c:Claim {source: source})
WHERE c.edit AND any(tie IN coalesce(c.ties, []) WHERE any(mark IN $marks WHERE tie CONTAINS mark))
MATCH (c)-[a:ABOUT]->(e:Entity)
RETURN properties(c) AS claim, properties(a) AS about, e.id AS at

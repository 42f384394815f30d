// What do officers say, or did they say, of ties of the things that these marks name?
MATCH (c:Claim)-[a:ABOUT]->(e:Entity)
WHERE c.id > 'officer:' AND c.id < 'officer;' AND c.edit AND any(tie IN coalesce(c.ties, []) WHERE any(mark IN $marks WHERE tie CONTAINS mark))
RETURN properties(c) AS claim, properties(a) AS about, e.id AS at

// Which pairs wait for an officer's word (all, or those of one rule), best first: both ends stand, and nothing was judged of them?
MATCH (d:Doubt)
WHERE $rule = '' OR d.rule = $rule
MATCH (a:Entity {id: d.a})
MATCH (b:Entity {id: d.b})
WHERE a.closed IS NULL AND b.closed IS NULL
OPTIONAL MATCH (j:Decision {id: d.id})
WITH d, j
WHERE j IS NULL
RETURN d.id AS id, d.a AS a, d.b AS b, d.points AS points, d.rule AS rule
ORDER BY points DESC, id

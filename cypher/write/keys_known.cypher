// Who bears these keys? `deciding` are the properties that can contradict an identity.
UNWIND $keys AS key
MATCH (k:Key {id: key})-[:IDENTIFIES]->(e:Entity)
RETURN DISTINCT k.id AS key, e.id AS id, e.type AS type, e.closed IS NOT NULL AS closed, e.merged_into AS into, %deciding%

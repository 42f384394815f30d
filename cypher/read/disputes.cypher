// How many entities, and how many of their properties, do sources contradict each other on?
MATCH (e:Entity)
WHERE e.disputes > 0 AND e.closed IS NULL AND (size($types) = 0 OR e.type IN $types)
RETURN count(e) AS entities, sum(e.disputes) AS disputes

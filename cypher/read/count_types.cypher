// How many entities of each type are there?
MATCH (e:Entity)
WHERE e.closed IS NULL
RETURN e.type AS type, count(*) AS count
ORDER BY count DESC, type

// Which lists were loaded, the latest first?
MATCH (r:Run)
WHERE $before IS NULL OR r.started < $before
RETURN properties(r) AS run
ORDER BY r.started DESC, r.id
LIMIT $limit

// Who publishes the lists in the graph?
MATCH (s:Source)
RETURN properties(s) AS source
ORDER BY s.id
LIMIT 1000

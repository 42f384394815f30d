// When was each source last read?
MATCH (r:Run)
WHERE r.reverting IS NULL
RETURN r.source AS source, max(r.started) AS started
ORDER BY source

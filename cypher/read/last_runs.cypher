// When was each source last read?
MATCH (r:Run)
RETURN r.source AS source, max(r.started) AS started
ORDER BY source

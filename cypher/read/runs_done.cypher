// Which sources have been read to the end from content with this hash?
MATCH (r:Run {sha256: $sha256})
WHERE r.finished IS NOT NULL AND r.reverting IS NULL
RETURN DISTINCT r.source AS source

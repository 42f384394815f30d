// When did a list, or one taken back, last change what things are called?
MATCH (r:Run)
WHERE r.source <> 'documents'
RETURN max(coalesce(r.reverted, r.finished, r.started)) AS stamp

// When did a list last change what things are called?
MATCH (r:Run)
WHERE r.source <> 'documents'
RETURN max(coalesce(r.finished, r.started)) AS stamp

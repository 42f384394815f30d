// Which pairs were judged, with what verdict, the latest first?
MATCH (d:Decision)
WHERE d.id STARTS WITH $pairs AND ($verdict IS NULL OR d.verdict = $verdict)
RETURN d.id AS about, d.verdict AS verdict, d.by AS by, d.at AS at, d.reason AS reason, d.evidence AS evidence, coalesce(d.together, '') AS together
ORDER BY at DESC, about

// Which runs has a source had? A complete one speaks for all of its list; one that swept it closed what it did not find.
MATCH (r:Run {source: $source})
WITH r, r.finished IS NOT NULL AND coalesce(r.kind, 'load') = 'load' AS complete
RETURN r.id AS id, r.started AS started, r.list AS list, r.sha256 AS sha256, r.reverting IS NULL AS stands,
       complete, complete AND coalesce(r.swept, true) AS swept
ORDER BY started

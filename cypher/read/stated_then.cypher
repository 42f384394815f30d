// Which states of claims, over since, told ties of the things that these marks name at a moment?
MATCH (f:Former)-[b:BECAME]->(c:Claim)
WHERE b.until > $moment AND f.said <= $moment
      AND any(tie IN coalesce(f.ties, []) WHERE any(mark IN $marks WHERE tie CONTAINS mark))
RETURN c.id AS claim, f.closed AS closed, b.stated AS stated
ORDER BY b.kept

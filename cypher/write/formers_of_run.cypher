// Which claims did a run say, see again or end in a former state of theirs?
MATCH (c:Claim {source: $source})<-[b:BECAME]-(:Former)
WHERE b.run = $run OR b.by = $run OR b.last_seen = $seen
      OR any(sighting IN coalesce(b.earlier, []) WHERE sighting STARTS WITH $seen)
RETURN DISTINCT c.id AS claim, c.mention AS mention
ORDER BY mention, claim

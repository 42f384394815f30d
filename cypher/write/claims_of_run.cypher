// Which claims did a run say or see again, as they stand now? Records before mentions.
MATCH (c:Claim {source: $source})-[a:ABOUT]->(:Entity)
WHERE a.run = $run OR a.last_seen = $seen OR any(sighting IN coalesce(a.earlier, []) WHERE sighting STARTS WITH $seen)
RETURN c.id AS claim, c.mention AS mention
ORDER BY mention, claim

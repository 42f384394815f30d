// Keep what was decided about a thing, in the place of what was decided before.
MERGE (d:Decision {id: $about})
SET d.verdict = $verdict, d.by = $by, d.at = $at, d.reason = $reason, d.evidence = $evidence, d.assignee = $assignee,
    d.fingerprint = $fingerprint, d.together = $together

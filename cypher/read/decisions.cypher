// What was decided about these things, by whom, when, why, on which evidence, and given to whom?
UNWIND $abouts AS about
MATCH (d:Decision {id: about})
RETURN d.id AS about, d.verdict AS verdict, d.by AS by, d.at AS at, d.reason AS reason, d.evidence AS evidence, coalesce(d.together, '') AS together,
       coalesce(d.assignee, '') AS assignee, coalesce(d.fingerprint, '') AS fingerprint

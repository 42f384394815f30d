// What was decided about these things, by whom, when and why?
UNWIND $abouts AS about
MATCH (d:Decision {id: about})
RETURN d.id AS about, d.verdict AS verdict, d.by AS by, d.at AS at, d.reason AS reason

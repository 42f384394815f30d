// What was decided about these things is taken back.
UNWIND $abouts AS about
MATCH (d:Decision {id: about})
DELETE d

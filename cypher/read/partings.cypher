// Which records were merged into others and taken out again, and when? The names of these acts say it.
MATCH (d:Decision)
WHERE d.id STARTS WITH $parted
RETURN d.id AS about

// How many ties of each type are there?
MATCH (:Entity)-[t]->(:Entity)
RETURN type(t) AS type, count(*) AS count
ORDER BY count DESC, type

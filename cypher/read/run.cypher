// What is kept of the loads with these ids?
UNWIND $ids AS id
MATCH (r:Run {id: id})
RETURN properties(r) AS run

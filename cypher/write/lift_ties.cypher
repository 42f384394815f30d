// Take these ties of an entity out of the graph, to be laid elsewhere.
MATCH (:Entity {id: $id})-[t]-(:Entity)
WHERE t.id IN $ties
DELETE t

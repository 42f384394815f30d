// Let one mark stand for all there are: their sum, which is the stamp of the graph, stays what it was.
MATCH (c:Change)
WITH collect(c) AS marks, sum(c.n) AS n
CREATE (one:Change {id: $id, n: n})
FOREACH (mark IN marks | DELETE mark)

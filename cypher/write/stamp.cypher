// Leave a mark of a transaction that changes what is known: nobody else writes the same node, so nobody waits for it.
CREATE (c:Change {id: $id, n: $n})

// Leave a mark of a transaction that changes what is known: nobody else writes the same node, so nobody waits for it.
// It says what was touched, or nothing where that may be anything.
CREATE (c:Change {id: $id, n: $n, ids: $ids, made: $made, words: $words})

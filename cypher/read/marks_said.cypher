// What did the transactions touch that left these marks?
UNWIND $ids AS id
MATCH (c:Change {id: id})
RETURN c.ids AS ids, c.made AS made, c.words AS words

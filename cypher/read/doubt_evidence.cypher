// What speaks for and against these pairs being one partner, and when were they looked at last?
UNWIND $ids AS id
MATCH (d:Doubt {id: id})
RETURN id, d.evidence AS evidence

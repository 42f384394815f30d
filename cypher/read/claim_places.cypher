// Where do these claims stand in their sources' files?
UNWIND $ids AS id
MATCH (c:Claim {id: id})-[a:ABOUT]->(:Entity)
RETURN c.id AS claim, c.source AS source, a.file AS file, a.row AS row

// Write claims seen for the first time and tie each to the entity it is about; how many found theirs?
UNWIND $rows AS row
MATCH (e:Entity {id: row.entity})
CREATE (c:Claim)
SET c = row.claim
CREATE (c)-[a:ABOUT]->(e)
SET a = row.about
RETURN count(c) AS made

// Which ties lie at these entities?
// (No startNode(t): Neo4j fails there where another writer has just taken the tie away, instead of saying so.)
UNWIND $ids AS id
MATCH (:Entity {id: id})-[t]->(o:Entity)
RETURN id AS at, type(t) AS type, id AS source, o.id AS target, properties(t) AS properties
UNION ALL
UNWIND $ids AS id
MATCH (:Entity {id: id})<-[t]-(o:Entity)
RETURN id AS at, type(t) AS type, o.id AS source, id AS target, properties(t) AS properties

// Which keys identify these entities?
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[:IDENTIFIES]-(k:Key)
RETURN k.id AS key

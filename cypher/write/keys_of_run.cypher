// Which keys of these entities did a run bring?
UNWIND $ids AS id
MATCH (e:Entity {id: id})<-[i:IDENTIFIES]-(k:Key)
WHERE i.run = $run
RETURN id AS entity, k.id AS key

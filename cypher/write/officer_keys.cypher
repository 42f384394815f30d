// Which keys did officers' words bring to this entity?
MATCH (e:Entity {id: $id})<-[i:IDENTIFIES]-(k:Key)
WHERE i.run STARTS WITH $officers
RETURN k.id AS key

// What is known of these entities? All in one row.
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN collect(properties(e)) AS entities

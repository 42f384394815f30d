// Which claims state the ties of these entities (`id`: the home; `at`: where its ties may lead)?
UNWIND $rows AS row
MATCH (e:Entity {id: row.at})-[t]-(:Entity)
WHERE coalesce(t.source_home, startNode(t).id) = row.id OR coalesce(t.target_home, endNode(t).id) = row.id
RETURN row.id AS id, collect(DISTINCT t.claim) AS claims

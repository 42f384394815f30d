// Which entities bear these words in one of their names?
CALL db.index.fulltext.queryNodes('Entity[search]', $words) YIELD node, score
WITH node, score
WHERE node.closed IS NULL AND (size($types) = 0 OR node.type IN $types)
RETURN properties(node) AS entity, score
ORDER BY score DESC, node.id
LIMIT $limit

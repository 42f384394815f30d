// Which indexes does this graph have, those of constraints among them?
SHOW INDEXES YIELD name, type, labelsOrTypes, properties

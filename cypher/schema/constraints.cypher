// Which constraints does this graph have?
SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties

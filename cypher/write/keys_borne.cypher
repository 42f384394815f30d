// Which of these keys are known?
UNWIND $keys AS key
MATCH (k:Key {id: key})
RETURN k.id AS key

// Keep the number of the last migration done, and what was declared when all of it was found there.
MERGE (s:Schema {id: 'amity'})
SET s.version = $version, s.declared = $declared

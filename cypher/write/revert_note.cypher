// How far a revert has come, noted with every step of it.
MATCH (r:Run {id: $id})
SET r.undone = $undone

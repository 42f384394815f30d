// Wait until new indexes are filled, at most two minutes.
CALL db.awaitIndexes(120)

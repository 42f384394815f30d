// Keep what an officer should know about a run's rows though they were taken.
MERGE (n:Notes {id: $id})
SET n.said = $said

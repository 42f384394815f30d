// What should an officer know about a run's rows though they were taken?
MATCH (n:Notes {id: $run})
RETURN n.said AS said

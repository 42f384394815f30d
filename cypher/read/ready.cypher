// Does the engine answer?
RETURN 1 AS ready

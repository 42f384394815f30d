"""The question box: words -> a typed plan -> an answer."""

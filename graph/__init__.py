"""What the graph holds, how it is reached, and what can be found in it."""

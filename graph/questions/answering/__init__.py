"""From a plan to an answer: what to read, which conditions hold, and how the rows are shown."""

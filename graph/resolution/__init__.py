"""Which records are one partner: names compared as words that mean something, evidence for and against, clusters."""

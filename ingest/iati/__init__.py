"""IATI activities (standard 2.0x): from the XML of one publisher to what it says, without the graph.

`parse` reads an element into an `Activity`, `rules` says where it breaks the standard's rules, `money` adds what may be
added, `places` and `sectors` find ours for its codes, `told` makes entities and ties of it all.
"""

"""From a subgraph to a map: style table, layout, standalone page, the explorer's static files."""

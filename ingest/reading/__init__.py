"""Reading running text: sentences, the known names in it, its times, and the figures that it reports.

Pure functions over text; what is known of names comes as a `Gazetteer`, which `known` alone fills from the graph.
"""

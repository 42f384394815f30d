"""Reading running text: sentences, the known names in it, its dates, and the figures that it reports.

Pure functions over text: what is known of names comes as a `Gazetteer`; nothing here opens a file or a graph.
"""

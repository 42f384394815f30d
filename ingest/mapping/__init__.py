"""Saved mappings: what the columns of somebody's table, or the members of their JSON objects, mean here.

    mapping = read_mapping(Path("doi-tac.yaml"))     # YAML, each error with its line
    kept = Mappings.of(folder)                       # all of a folder, or the one file named
    for table in read_tables(path, more=kept.words): mapping = kept.get(table.list)

`model` is what a mapping says, `text` its YAML and its errors, `folder` where mappings are kept and found again by the
headings they need, `reading` rows and objects through a mapping, `source` whose claims they become.
"""

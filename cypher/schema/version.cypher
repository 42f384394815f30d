// Up to which migration has this graph come, and for which declarations was it prepared?
MATCH (s:Schema {id: 'amity'})
RETURN s.version AS version, s.declared AS declared

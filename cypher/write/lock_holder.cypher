// Who holds the source's lock, and until when?
MATCH (s:Source {id: $id})
RETURN s.holder AS holder, s.held_until AS held_until

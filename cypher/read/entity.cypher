// What do we believe of this entity, and who says so: every claim with its place in the source's file?
MATCH (e:Entity {id: $id})
OPTIONAL MATCH (e)<-[a:ABOUT]-(c:Claim)
OPTIONAL MATCH (s:Source {id: c.source})
WITH e, c, a, s ORDER BY c.id
RETURN labels(e) AS labels, properties(e) AS properties,
       collect(CASE WHEN c IS NULL THEN null ELSE
         {claim: c.id, closed: c.closed, hash: c.hash, comment: c.comment IS NOT NULL, mention: c.mention, about: properties(a), publisher: s.publisher, url: s.url, licence: s.licence} END) AS sources

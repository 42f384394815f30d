// Who publishes what, under which licence, and how much its word weighs.
MERGE (s:Source {id: $id})
SET s.publisher = $publisher, s.url = $url, s.licence = $licence, s.title_vi = $title_vi, s.title_en = $title_en,
    s.rank = $rank

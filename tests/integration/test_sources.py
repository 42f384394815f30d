"""The lists of tests/data/lists in a real graph: who is linked to whom, once, whatever list named them first."""

from pathlib import Path

from graph.batch import Outcome, write_batch
from graph.claims import Origin
from graph.store import Store
from ingest.files import pieces
from ingest.source import all_sources
from tests.support import RecordingStore, rows

LISTS = Path(__file__).parents[1] / "data" / "lists"
FILED = [name for name in all_sources() if (LISTS / f"{name}.csv").exists()]


def load(store: Store, name: str, seen: str = "2026-01-01T00:00:00") -> Outcome:
    """One list in one batch."""
    source, path = all_sources()[name], LISTS / f"{name}.csv"
    statements = [
        s
        for piece in pieces(path, None, RecordingStore())
        for record in piece.records
        for s in source.statements(record)
    ]
    origin = Origin(name, source.rank, path.name, f"{name}-{seen}", seen)
    return write_batch(store, origin, 1, statements, set())


def test_all_lists_together(store: Store) -> None:
    for name in FILED:
        outcome = load(store, name)
        assert (outcome.written > 0, outcome.refused) == (True, [])
    # a funder, licence holder and guest is one NGO, whichever list told of it
    assert rows(store, "MATCH (n:Organization {name: 'Quỹ Sao Biển (mẫu)'}) RETURN n.type, n.country") == {
        ("NGO", "JP")
    }
    assert rows(
        store, "MATCH (:NGO {name: 'Quỹ Sao Biển (mẫu)'})-[t:FUNDS]->(a) RETURN a.code, t.committed, t.shared"
    ) == {
        ("VT-01", 200_000, None),
        ("VT-02", 30_000, None),
        ("VT-03", None, True),
    }
    # the province named in lists is the reference's, a foreign city lies in its country
    assert rows(store, "MATCH (p:Province {name: 'Hải Phòng'}) RETURN p.id") == {("province-31",)}
    assert rows(
        store,
        "MATCH (:Province {id: 'province-31'})-[:TWINNED_WITH]-(c)-[:LOCATED_IN]->(n) RETURN DISTINCT c.name, n.id",
    ) == {("Kitakyushu", "country-jp")}
    # an officer known by name and post is one person with the chair of the union's list
    assert rows(store, "MATCH (p:Person {name: 'Nguyễn Văn An (mẫu)'})-[:HAS_POST]->(u) RETURN DISTINCT u.short") == {
        ("HPUFO",)
    }
    assert rows(store, "MATCH (:Person {name: 'Lê Thị Cúc (mẫu)'})-[:KNOWS]-(p) RETURN p.name") == {
        ("Nguyễn Văn An (mẫu)",)
    }
    # two posts of one person, told by e-mail
    assert rows(store, "MATCH (p:Person {name: 'Lê Thị Cúc (mẫu)'}) RETURN count(p)") == {(1,)}
    # what follows is linked where a list holds it, and nothing is made up where none does
    assert rows(store, "MATCH (:Delegation)-[:FOLLOWED_UP_BY]->(a) RETURN a.code") == {("VT-01",)}
    assert rows(store, "MATCH (n:Entity) WHERE n.name CONTAINS 'thư cảm ơn' RETURN n.id") == set()
    assert rows(store, "MATCH (n)-[:MEETS_NEED]->(:Need) RETURN n.type") == {("NGO",), ("AidItem",)}
    # every tie and entity is traced
    assert rows(store, "MATCH (e:Entity) WHERE NOT (e)<-[:ABOUT]-(:Claim) RETURN e.name") == set()
    assert (
        rows(store, "MATCH (:Entity)-[t]->(:Entity) WHERE t.claim IS NULL OR t.source IS NULL RETURN type(t)") == set()
    )
    # and a second reading says nothing new
    for name in FILED:
        again = load(store, name, "2026-02-01T00:00:00")
        assert (again.written, again.refused) == (0, [])


def test_items_before_partners_find_the_same_partners(store: Store) -> None:
    for name in ("aid", "ngos"):
        load(store, name)
    assert rows(store, "MATCH (n:NGO) RETURN n.name") == {
        ("Quỹ Sao Biển (mẫu)",),
        ("Tổ chức Bàn Tay Xanh (mẫu)",),
        ("Hội Ánh Sáng (mẫu)",),
    }

"""Files that tell of links in the graph: twin cities of several writers, FollowTheMoney and grants, sent and sent again."""

import json
from collections.abc import Iterable
from pathlib import Path

from graph.funders import funders
from graph.store import Store
from ingest.report import RunReport
from ingest.run import Options, ingest_paths
from tests.support import VIEWER, count, nodes, read, rows, ties

SAMPLES = Path(__file__).parent.parent / "data" / "formats"
FUND, PROJECT = "Quỹ Hạc Trắng (mẫu)", "Nước sạch Cát Hải (mẫu)"
_TWINS = (
    "MATCH (a:Place)-[t:TWINNED_WITH {source: $source}]->(b:Place) RETURN a.name, b.name, t.since, t.until, t.one_sided"
)


def load(store: Store, paths: Iterable[Path]) -> list[RunReport]:
    return ingest_paths(store, paths, options=Options(reference=False)).runs


def figures(run: RunReport) -> tuple[str | None, int, int, int, int, int]:
    return run.source, run.read, run.written, run.unchanged, run.quarantined, run.closed


def twins(store: Store, source: str) -> set[tuple[object, ...]]:
    """Both names in their order, since, until, one-sided."""
    return {(*sorted((a, b)), *said) for a, b, *said in rows(store, _TWINS, source=source)}


def test_twinned_places_are_one_tie_each_and_one_sided_ones_are_flagged(store: Store, tmp_path: Path) -> None:
    sparql = SAMPLES / "wikidata" / "ket-nghia.json"
    (run,) = load(store, [sparql])
    assert figures(run) == ("wikidata", 6, 6, 0, 0, 0)
    told = {
        ("Hải Phòng", "Incheon", None, None, None), ("Hải Phòng", "Seattle", "1996", None, None),
        ("Hải Phòng", "Thiên Tân", "1999-01-08", None, None), ("Kobe", "Seattle", "1957-10", None, None),
        ("Incheon", "Kobe", "2010-04-06", None, None), ("Kobe", "Riga", "1974", "2022-05", True),
    }  # fmt: skip
    assert twins(store, "wikidata") == told
    assert nodes(store, "Locality", "name", "wikidata", "country") == {
        ("Incheon", "Q20934", "KR"), ("Seattle", "Q5083", "US"), ("Thiên Tân", "Q11736", "CN"), ("Kobe", "Q48320", "JP"),
        ("Riga", "Q1773", "LV"),
    }  # fmt: skip
    assert {end for pair in ties(store, "TWINNED_WITH") for end in pair} >= {"province-31"}
    # numbers with their names in one folder: the same places, by their numbers
    two = load(store, [SAMPLES / "twin_cities" / name for name in ("so.tsv", "ten.tsv")])
    assert [figures(run) for run in two] == [("twin_cities", 4, 4, 0, 0, 0), ("twin_cities", 0, 0, 0, 0, 0)]
    assert [note.code for note in two[1].notes] == ["names-beside"]
    assert count(store, "(x:Locality)") == 5
    assert {t[:2] + t[4:] for t in twins(store, "twin_cities")} == {
        ("Hải Phòng", "Incheon", None), ("Hải Phòng", "Seattle", None), ("Kobe", "Seattle", None), ("Kobe", "Riga", True),
    }  # fmt: skip
    # cities with their countries: the same places, by country and name
    (run,) = load(store, [SAMPLES / "twin_cities" / "ke.txt"])
    assert figures(run) == ("twin_cities", 3, 3, 0, 0, 0)
    assert count(store, "(x:Locality)") == 5
    again = load(store, [sparql, SAMPLES / "twin_cities" / "so.tsv"])
    assert [(run.written, run.closed) for run in again] == [(0, 0)] * 2
    # Riga answers at last, and Incheon is gone
    document = json.loads(sparql.read_text(encoding="utf-8"))
    bindings = document["results"]["bindings"]
    answer = {"city": bindings[-1]["twin"], "twin": bindings[-1]["city"]}
    document["results"]["bindings"] = [*bindings[2:], answer]
    sent = tmp_path / sparql.name
    sent.write_text(json.dumps(document), encoding="utf-8")
    assert [figures(run) for run in load(store, [sent])] == [("wikidata", 5, 1, 4, 0, 1)]
    assert twins(store, "wikidata") == {
        t for t in told if t[:2] not in (("Hải Phòng", "Incheon"), ("Kobe", "Riga"))
    } | {("Kobe", "Riga", "1974", "2022-05", None)}


def test_entities_links_and_grants_meet_in_the_graph(store: Store) -> None:
    paths = [
        SAMPLES / "ftm" / "lien-he.jsonl",
        SAMPLES / "ftm" / "so-do.ftm.json",
        SAMPLES / "360" / "tai-tro.json",
        SAMPLES / "360" / "tai-tro.csv",
    ]
    runs = load(store, paths)
    assert sorted(figures(run) for run in runs) == [
        ("followthemoney", 3, 3, 0, 0, 0), ("followthemoney", 23, 23, 0, 0, 0), ("three_sixty_giving", 1, 1, 0, 0, 0),
        ("three_sixty_giving", 2, 2, 0, 0, 0),
    ]  # fmt: skip
    assert {note.code for run in runs for note in run.notes} == {"ftm-words"}
    assert rows(store, "MATCH (p:Person)-[t:HAS_POST]->(o) RETURN p.name, t.title, o.name, t.since") == {
        ("Nguyễn Thu Hằng (mẫu)", "Trưởng đại diện", FUND, "2019-05-01"),
        ("Nguyễn Thu Hằng (mẫu)", "Cố vấn", "Sở Y tế thành phố Hải Phòng", "2023"),
    }
    assert rows(store, "MATCH (o)-[t:FUNDS]->(i {name: $name}) RETURN o.name, t.disbursed, t.currency", name=PROJECT) == {
        (FUND, None, None), (FUND, 25000, "USD"),
    }  # fmt: skip
    assert rows(store, "MATCH (a)-[t:TWINNED_WITH]-(b:Province) RETURN a.name, b.id, t.since") == {
        ("Kobe", "province-31", "2024")
    }
    company = "Công ty Hạc Trắng Việt Nam (mẫu)"  # one, whether known by its tax number or by its org-id
    assert nodes(store, "Business", "name", "tax_number", "org_id") == {(company, "0209999999", "VN-TIN-0209999999")}
    assert nodes(store, "NGO", "name", "org_id") >= {
        ("Heron Fund (mẫu)", "GB-CHC-0000002"),
        ("White Crane Trust (mẫu)", "GB-CHC-0000001"),
    }
    # 3,000 of its own, and 1,200 that it shares with another
    given = {row["funder"]["name"]: row["money"] for row in funders(store, VIEWER)["rows"]}
    assert {(m["currency"], m["committed"]) for m in given["Heron Fund (mẫu)"]} == {("GBP", 25000), ("USD", 4200)}
    untraced = read(store, "MATCH (e:Entity) WHERE NOT (e)<-[:ABOUT]-(:Claim) RETURN count(e) AS n")[0]["n"]
    assert untraced == 0
    assert [(run.written, run.closed) for run in load(store, paths[::2])] == [(0, 0)] * 2

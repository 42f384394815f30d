"""IATI files and contact cards in the graph: one activity is one item whoever sends it, a whole and its part are never added,
a broken file gives what stands before the break; a network's own cards bring nobody new."""

from pathlib import Path

from graph.exports import vcards
from graph.funders import funders
from graph.network import network
from graph.store import Store
from ingest.report import RunReport
from ingest.run import Options, ingest_paths
from tests.support import VIEWER, nodes, read, rows, ties

FORMATS = Path(__file__).parent.parent / "data" / "formats"
SAMPLE, CARDS = FORMATS / "iati" / "hai-phong.xml", FORMATS / "vcards" / "danh-ba.vcf"
ITEMS = {"GB-CHC-0000001-HP1", "GB-CHC-0000001-HP1-A", "JP-JCN-0000000000001/2"}


def load(store: Store, *paths: Path) -> list[RunReport]:
    return ingest_paths(store, paths, options=Options(reference=False)).runs


def money(store: Store, name: str, **asked: str) -> list[tuple[object, ...]]:
    (row,) = (r for r in funders(store, VIEWER, **asked)["rows"] if r["funder"]["name"] == name)
    return [(m["currency"], m["committed"], m["disbursed"]) for m in row["money"]]


def test_a_file_of_activities_goes_in_and_comes_again(store: Store, tmp_path: Path) -> None:
    (run,) = load(store, SAMPLE)
    assert (run.source, run.read, run.written, run.quarantined, run.failed) == ("iati", 4, 3, 1, False)
    assert [(e.code, e.row, e.column) for e in run.errors] == [("iati-identifier", 68, "iati-identifier")]
    assert {"iati-counts", "iati-3.1.2", "column-untaken"} <= {n.code for n in run.notes}
    found = {(i, n) for i, n in nodes(store, "AidItem", "iati", "name")}
    assert {i for i, _ in found} == ITEMS
    assert ("GB-CHC-0000001-HP1", "Nước sạch cho trường học (mẫu)") in found
    part, whole = (read(store, "MATCH (i:AidItem {iati: $iati}) RETURN i.id AS id", iati=i)[0]["id"]
                   for i in ("GB-CHC-0000001-HP1-A", "GB-CHC-0000001-HP1"))  # fmt: skip
    assert ties(store, "PART_OF") >= {(part, whole)}
    assert nodes(store, "NGO", "name", "org_id") >= {("Harbour Children Trust (mẫu)", "GB-CHC-0000001")}
    assert rows(store, "MATCH (p:Person)-[t:HAS_POST]->(o) RETURN p.name, t.title, o.name") == {
        ("Nguyễn Thu Hằng (mẫu)", "Trưởng đại diện", "Harbour Children Trust (mẫu)")
    }
    # one funder of the whole and of its part: the part is in the whole already, whatever its currency
    assert money(store, "Blue River Fund (mẫu)") == [("USD", 80000, 30000)]
    assert money(store, "Blue River Fund (mẫu)", sector="14030", place="Hải Phòng") == [("USD", 48000, 18000)]
    assert money(store, "Ministry of Foreign Affairs") == [("", None, None)]
    (again,) = load(store, SAMPLE)
    assert (again.written, again.unchanged, again.closed, again.quarantined) == (0, 3, 0, 1)
    # sent by somebody else as well: the same item, said twice
    other = tmp_path / "other.xml"
    other.write_text(
        SAMPLE.read_text(encoding="utf-8").replace(
            '<reporting-org ref="GB-CHC-0000001" type="21">', '<reporting-org ref="GB-GOV-1" type="10">'
        ),
        encoding="utf-8",
    )
    assert load(store, other)[0].written == 3
    assert {i for (i,) in nodes(store, "AidItem", "iati")} == ITEMS
    said = rows(store, "MATCH (e:Entity {id: $id})<-[:ABOUT]-(c:Claim) WHERE c.mention = false RETURN c.id", id=whole)
    assert len(said) == 2
    assert money(store, "Blue River Fund (mẫu)") == [("USD", 80000, 30000)]


def test_a_file_that_was_cut_off_gives_what_stands_before_the_break(embedded: Store, tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    path = tmp_path / "hai-phong.xml"
    path.write_text(text[: text.index('<reporting-org ref="JP-JCN')], encoding="utf-8")
    told, broken = load(embedded, path)
    assert (told.written, told.quarantined, told.closed) == (2, 1, 0)
    assert [(e.code, e.row) for e in broken.errors] == [("xml-broken", 74)]
    assert {i for (i,) in nodes(embedded, "AidItem", "iati")} == ITEMS - {"JP-JCN-0000000000001/2"}
    path.write_text(text, encoding="utf-8")
    (whole,) = load(embedded, path)
    assert (whole.written, whole.unchanged) == (1, 2)


def test_a_network_s_cards_read_back_to_the_same_people_and_posts(store: Store, tmp_path: Path) -> None:
    (run,) = load(store, CARDS)
    assert (run.source, run.read, run.written, run.quarantined) == ("vcards", 4, 4, 0)
    people = nodes(store, "Person", "id", "name", "email", "phone", "birth_date")
    bodies, posts = nodes(store, "Organization"), ties(store, "HAS_POST", "title")
    assert {name for _, name, *_ in people} == {"Nguyễn Thu Hằng (mẫu)", "Kenji Sato (mẫu)", "Trần Văn Bình (mẫu)"}
    assert (len(bodies), len(posts)) == (5, 4)
    (binh,) = (id_ for id_, name, *_ in people if name.startswith("Trần"))
    path = tmp_path / "network.vcf"
    path.write_bytes(vcards(network(store, VIEWER, binh, hops=2)).encode())
    (again,) = load(store, path)
    assert (again.written, again.quarantined) == (5, 0)  # two people and three bodies
    assert nodes(store, "Person", "id", "name", "email", "phone", "birth_date") == people
    assert (nodes(store, "Organization"), ties(store, "HAS_POST", "title")) == (bodies, posts)

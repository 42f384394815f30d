"""3W tables (HXL, HAPI) and mapped files in a real graph: one partner once, claims traced, re-sends unchanged, sweeps."""

from pathlib import Path

from graph.store import Store
from ingest.report import Report
from ingest.run import Options, ingest_paths
from tests.support import rows, ties

FORMATS = Path(__file__).parents[1] / "data" / "formats"
MAPPINGS = FORMATS / "mapping"


def load(store: Store, *paths: Path, **options: bool) -> Report:
    return ingest_paths(store, paths, options=Options(mappings=MAPPINGS, reference=False, **options))


def counts(report: Report) -> dict[tuple[str, str | None], tuple[int, int, int]]:
    return {(run.file, run.source): (run.written, run.unchanged, run.quarantined) for run in report.runs if run.source}


def test_tables_of_partners_together(store: Store, tmp_path: Path) -> None:
    folders = [FORMATS / "hxl", FORMATS / "hapi"]
    files = [MAPPINGS / name for name in ("doi-tac.csv", "hoi-vien.csv", "3w.json")]
    first = load(store, *folders, *files)
    assert counts(first) == {
        ("doi-tac.csv", "ngos"): (2, 0, 0), ("hoi-vien.csv", "hoi-vien"): (2, 0, 1), ("3w.json", "3w-doi-tac"): (2, 0, 0),
        ("3w.csv", "hxl"): (5, 0, 2), ("activities.csv", "hxl"): (3, 0, 0), ("arrays.json", "hxl"): (2, 0, 1),
        ("objects.json", "hxl"): (3, 0, 1), ("presence.csv", "hapi"): (3, 0, 1), ("funding.csv", "hapi_funding"): (1, 0, 0),
    }  # fmt: skip
    # whoever names it, in whatever format: one partner, of the type and country that its own list says
    assert rows(store, "MATCH (n:Organization {name: 'Quỹ Sao Biển (mẫu)'}) RETURN n.type, n.country, n.short") == {
        ("NGO", "JP", "QSB")
    }
    # where, in which sector, when, and what the provider called the place
    works = "MATCH (:NGO {name: 'Quỹ Sao Biển (mẫu)'})-[t:WORKS_IN]->(p {id: $place}) RETURN t.source, t.sector, t.reported_as"
    assert rows(store, works, place="province-old-31") == {
        ("hxl", "vn-water", "Hai Phong City"), ("hapi", "vn-water", "Hai Phong municipality"),
    }  # fmt: skip
    assert ("3w-doi-tac", "vn-education", None) in rows(store, works, place="province-31")
    # an activity is an item with its money; rows of one code are one item
    assert rows(
        store, "MATCH (f)-[t:FUNDS]->(a:AidItem {code: 'NS-01'})-[:TARGETS]->(p) RETURN f.name, t.committed, p.id"
    ) == {("Cơ quan Viện trợ Biển Bắc (mẫu)", 50_000, p) for p in ("province-31", "province-22")}
    # a foreign area lies in its country
    assert rows(store, "MATCH (:Locality {name: 'Popayán'})-[:LOCATED_IN]->(p) RETURN p.name") == {
        ("Cauca",),
        ("Colombia",),
    }
    assert rows(store, "MATCH (s:Statistic {unit: 'USD'})-[:ABOUT_SUBJECT]->(c) RETURN s.value, c.id") == {
        (68_100_000, "country-vn"), (21_400_000, "country-vn"),
    }  # fmt: skip
    # a mapping's own source is known with its publisher and rank, and its ties lead where it says
    assert rows(store, "MATCH (s:Source) WHERE s.id IN ['3w-doi-tac', 'hoi-vien'] RETURN s.publisher, s.rank") == {
        ("Mạng lưới Bàn Tay (mẫu)", 30), ("Câu lạc bộ Doanh nhân (mẫu)", 45),
    }  # fmt: skip
    assert len(ties(store, "MEMBER_OF")) == 2
    assert rows(store, "MATCH (e:Entity) WHERE NOT (e)<-[:ABOUT]-(:Claim) RETURN e.name") == set()
    # sent again nothing is new
    again = counts(load(store, FORMATS / "hapi" / "presence.csv", *files[1:]))
    assert {name: told[:2] for name, told in again.items()} == {name: (0, counts(first)[name][0]) for name in again}
    # a figure that changed changes its claim; a row that is gone is closed
    table = tmp_path / "activities.csv"
    lines = (FORMATS / "hxl" / "activities.csv").read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([*lines[:3], ""]).replace('"50,000"', "60000"), encoding="utf-8")
    (run,) = (run for run in load(store, table, accept_fall=True).runs if run.source)
    assert (run.written, run.unchanged, run.closed) == (1, 1, 1)
    assert rows(store, "MATCH ()-[t:FUNDS]->(:AidItem {code: 'NS-01'}) RETURN t.committed") == {(60_000,)}

"""The gap report and everything due of one province while the graph of all provinces grows: CPU time of ours and of the
engine, and memory, of a first report."""

import json
import subprocess
import sys
from math import inf, log
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import psutil

import cypher
from graph.home import Home
from graph.model import ENTITIES
from graph.reference import provinces, sectors
from graph.settings import Settings
from graph.store import Store
from ingest.run import ensure_reference
from tests.bench.formats import environment
from tests.bench.loading import Figure
from tests.conftest import emptied
from tests.support import write

TIES_A_PARTNER = 10
_BATCH = 2_000
_CHANGED = "after a meeting"
_REPORTS = {"the whole gap report": "coordination-gaps", "everything due of a province": ""}
_MEASURED = """
import json, sys, time
import psutil
from graph.due import Wanted, due
from graph.meetings import Met, log
from graph.settings import load_settings
from graph.store import Viewer, open_store
from tests.support import peak_mb, read
told, engines = {}, [psutil.Process(int(pid)) for pid in sys.argv[2:]]
def taken():
    return time.process_time(), sum(sum(one.cpu_times()[:2]) for one in engines), time.perf_counter()
with open_store(load_settings()) as store:
    whom = read(store, "MATCH (:Entity {id: 'province-31'})<-[:RELATES_TO]-(n:NGO) RETURN n.id AS id LIMIT 1")[0]["id"]
    for name in ("first", "again", "after a meeting"):
        if name == "after a meeting":
            log(store, Viewer(), Met([whom], on="2026-06-01"))
        before = taken()
        told["findings"] = len(due(store, Viewer(), Wanted(analysis=sys.argv[1])).items)
        told[name] = [now - then for then, now in zip(before, taken(), strict=True)]
print(json.dumps(told | {"mb": peak_mb()}))
"""
_LABELS = {name: ":".join(ENTITIES[name].labels) for name in ("NGO", "Licence", "AidItem", "Person", "Delegation")}
_FILL = f"""
UNWIND $rows AS row
MATCH (p:Entity {{id: row.province}}) MATCH (s:Entity {{id: row.sector}}) MATCH (c:Entity {{id: row.country}})
CREATE (n:{_LABELS["NGO"]} {{id: 'ngo-' + row.n, type: 'NGO', name: row.name, country: 'JP'}})
CREATE (l:{_LABELS["Licence"]} {{id: 'licence-' + row.n, type: 'Licence', name: row.n, number: row.n, since: '2024', until: row.until}})
CREATE (i:{_LABELS["AidItem"]} {{id: 'aid-' + row.n, type: 'AidItem', name: row.title, since: '2024', until: '2027', committed: row.amount, currency: 'USD'}})
CREATE (h:{_LABELS["Person"]} {{id: 'person-' + row.n, type: 'Person', name: row.name}})
CREATE (d:{_LABELS["Delegation"]} {{id: 'delegation-' + row.n, type: 'Delegation', name: row.title, since: row.visit}})
CREATE (n)-[:RELATES_TO {{id: 'a' + row.n, source: 'filled', claim: 'filled:' + row.n, since: '2020'}}]->(p)
CREATE (n)-[:BASED_IN {{id: 'b' + row.n, source: 'filled', claim: 'filled:' + row.n}}]->(c)
CREATE (n)-[:HOLDS {{id: 'c' + row.n, source: 'filled', claim: 'filled:' + row.n}}]->(l)
CREATE (l)-[:VALID_IN {{id: 'd' + row.n, source: 'filled', claim: 'filled:' + row.n}}]->(p)
CREATE (n)-[:FUNDS {{id: 'e' + row.n, source: 'filled', claim: 'filled:' + row.n}}]->(i)
CREATE (i)-[:TARGETS {{id: 'f' + row.n, source: 'filled', claim: 'filled:' + row.n}}]->(p)
CREATE (i)-[:IN_SECTOR {{id: 'g' + row.n, source: 'filled', claim: 'filled:' + row.n}}]->(s)
CREATE (h)-[:HAS_POST {{id: 'h' + row.n, source: 'filled', claim: 'filled:' + row.n, title: 'Đại diện'}}]->(n)
CREATE (d)-[:CAME_FROM {{id: 'i' + row.n, source: 'filled', claim: 'filled:' + row.n}}]->(n)
CREATE (d)-[:MET {{id: 'j' + row.n, source: 'filled', claim: 'filled:' + row.n}}]->(h)
"""


def figures(store: Store, settings: Settings, engine: str, sizes: list[int]) -> list[Figure]:
    """Rows of the table for one engine; `sizes` are numbers of ties."""
    emptied(store)
    ensure_reference(store)
    there, runs = 0, {what: dict[int, dict[str, Any]]() for what in _REPORTS}
    for size in sizes:
        _fill(store, there, size // TIES_A_PARTNER)
        there = size // TIES_A_PARTNER
        store.replan()
        for what, analysis in _REPORTS.items():
            runs[what][size] = _report(settings, analysis)
    return [*(row for what in _REPORTS for row in _rows(what, engine, runs[what])), _projection(store, engine)]


def _rows(what: str, engine: str, runs: dict[int, dict[str, Any]]) -> list[Figure]:
    sizes = list(runs)
    first, last = runs[sizes[0]], runs[sizes[-1]]
    exponent = log(_cpu(last) / _cpu(first)) / log(sizes[-1] / sizes[0]) if len(sizes) > 1 else 0.0
    costs = ", ".join(
        f"{one['first'][0]:.1f} + {one['first'][1]:.1f} s of CPU ({one['first'][2]:.0f} s) at {n:,}"
        for n, one in runs.items()
    )
    again, changed = last["again"][2] / last["first"][2], _cpu(last, _CHANGED) / _cpu(last)
    return [
        (f"{what}, growth exponent", engine, "1 = a tie costs the same", exponent, costs),
        (f"{what} (CPU, the engine's too)", engine, "10 s", _cpu(last) / 10, f"{last['findings']:,} findings, {sizes[-1]:,} ties"),
        (f"{what}, peak memory", engine, "1.2 GB", last["mb"] / 1_200, f"{last['mb']:.0f} MB"),
        (f"{what}, asked again (time)", engine, "asked first", again, f"{last['again'][2] * 1e3:.0f} ms"),
        (f"{what}, {_CHANGED} (CPU, the engine's too)", engine, "asked first", changed, f"{_cpu(last, _CHANGED):.1f} s of CPU"),
    ]  # fmt: skip


def _cpu(run: dict[str, Any], name: str = "first") -> float:
    """Seconds of CPU, ours and the engine's."""
    return sum(run[name][:2])


def _projection(store: Store, engine: str) -> Figure:
    """Speed of reading ties with all that is known of them, as a report does, against three bare columns of the same ties."""
    text = "MATCH (n:NGO)-[t:RELATES_TO]->(p:Province) WITH n, t, p LIMIT 20000 RETURN "
    bare = text + "n.id AS source, type(t) AS type, p.id AS target"
    told = text + "collect([n.id, type(t), properties(t), p.id]) AS rows"
    known = cypher.load("read/properties").text
    rows, ids, best = list[list[Any]](), list[str](), [inf, inf]
    for _ in range(5):
        before = perf_counter()
        write(store, bare)
        between = perf_counter()
        (rows,) = (row["rows"] for row in write(store, told))
        ids = sorted({row[end] for row in rows for end in (0, 3)})
        write(store, known, ids=ids)
        best = [min(best[0], between - before), min(best[1], perf_counter() - between)]
    said = f"{best[1]:.2f} s against {best[0]:.2f} s, {len(rows):,} ties, {len(ids):,} entities"
    return "ties with what is known of them (speed)", engine, "raw read of three columns", best[0] / best[1], said


def _report(settings: Settings, analysis: str) -> dict[str, Any]:
    """What a process of its own takes for its first report, for the next, and for one after a meeting was logged: seconds
    of its CPU, of the engine's, and of time."""
    told = subprocess.run(
        [sys.executable, "-c", _MEASURED, analysis, *_engines(settings)], env=environment(settings) | {"AMITY_PROVINCE": "hai-phong"},
        check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    return json.loads(told.stdout)


def _engines(settings: Settings) -> list[str]:
    """The numbers of the engine's processes: of the embedded one, else of the servers that this bench started."""
    if settings.neo4j_uri:
        return [str(one.pid) for one in psutil.Process().children(recursive=True) if "java" in one.name()]
    return [str(Home(settings.data_dir).read_running()["java"]["pid"])]


def _fill(store: Store, there: int, partners: int) -> None:
    """Partners of every province with licence, aid, a person and a visit, written past the ingest."""
    dice = Random(there)
    places = sorted(unit.id for unit in provinces().values() if unit.present)
    fields = sorted(one.id for one in sectors().values() if one.level == "category" and not one.withdrawn)
    for start in range(there, partners, _BATCH):
        rows = [
            {
                "n": str(n), "name": f"Tổ chức số {n} (mẫu)", "title": f"Dự án số {n} (mẫu)", "province": places[n % len(places)],
                "sector": dice.choice(fields), "country": "country-jp", "until": dice.choice(("2025-06-30", "2027", "2028-01-31")),
                "visit": f"20{dice.randrange(19, 27)}-0{dice.randrange(1, 10)}-15", "amount": dice.randrange(10_000, 900_000),
            }
            for n in range(start, min(start + _BATCH, partners))
        ]  # fmt: skip
        write(store, _FILL, rows=rows)

"""The gap report and everything due of one province while the graph of all provinces grows: CPU time of ours and of the
engine, and memory, of a first report."""

import json
import subprocess
import sys
from math import log
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
_REPORTS = {"the whole gap report": "coordination-gaps", "everything due of a province": ""}
_MEASURED = """
import json, sys, time
from graph.due import Wanted, due
from graph.settings import load_settings
from graph.store import Viewer, open_store
from tests.support import peak_mb
told = {}
with open_store(load_settings()) as store:
    for name in ("first", "again"):
        cpu, began = time.process_time(), time.perf_counter()
        told["findings"] = len(due(store, Viewer(), Wanted(analysis=sys.argv[1])).items)
        told[name] = time.process_time() - cpu
        told[name + " s"] = time.perf_counter() - began
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
    exponent = log(last["cpu"] / first["cpu"]) / log(sizes[-1] / sizes[0]) if len(sizes) > 1 else 0.0
    costs = ", ".join(
        f"{one['first']:.1f} + {one['engine']:.1f} s of CPU ({one['first s']:.0f} s) at {n:,}"
        for n, one in runs.items()
    )
    return [
        (f"{what}, growth exponent", engine, "1 = a tie costs the same", exponent, costs),
        (f"{what} (CPU, the engine's too)", engine, "10 s", last["cpu"] / 10, f"{last['findings']:,} findings, {sizes[-1]:,} ties"),
        (f"{what}, peak memory", engine, "1.2 GB", last["mb"] / 1_200, f"{last['mb']:.0f} MB"),
        (f"{what}, asked again (time)", engine, "asked first", last["again s"] / last["first s"], f"{last['again s'] * 1e3:.0f} ms"),
    ]  # fmt: skip


def _projection(store: Store, engine: str) -> Figure:
    """Speed of reading ties with all that is known of them, as a report does, against three bare columns of the same ties."""
    text = (
        "MATCH (n:NGO)-[t:RELATES_TO]->(p:Province) WITH n, t, p LIMIT 20000 RETURN n.id AS source, {}, p.id AS target"
    )
    bare, told = text.format("type(t) AS type"), text.format("type(t) AS type, properties(t) AS tie")
    known = cypher.load("read/properties").text
    rows, ids, seconds = list[dict[str, Any]](), list[str](), list[float]()
    for _ in range(2):  # once to warm both
        before = perf_counter()
        write(store, bare)
        between = perf_counter()
        rows = write(store, told)
        ids = sorted({row[end] for row in rows for end in ("source", "target")})
        write(store, known, ids=ids)
        seconds = [between - before, perf_counter() - between]
    said = f"{seconds[1]:.2f} s against {seconds[0]:.2f} s, {len(rows):,} ties, {len(ids):,} entities"
    return "ties with what is known of them (speed)", engine, "raw read of three columns", seconds[0] / seconds[1], said


def _report(settings: Settings, analysis: str) -> dict[str, Any]:
    """What a process of its own takes for its first report, with the "cpu" of both it and the engine."""
    before = _engine_cpu(settings)
    told = subprocess.run(
        [sys.executable, "-c", _MEASURED, analysis], env=environment(settings) | {"AMITY_PROVINCE": "hai-phong"},
        check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    found, engine = json.loads(told.stdout), _engine_cpu(settings) - before
    return found | {"engine": engine, "cpu": found["first"] + engine}


def _engine_cpu(settings: Settings) -> float:
    """Seconds of CPU that the engine has taken: the embedded one's process, else the servers that this bench started."""
    if settings.neo4j_uri:
        servers = [one for one in psutil.Process().children(recursive=True) if "java" in one.name()]
    else:
        servers = [psutil.Process(Home(settings.data_dir).read_running()["java"]["pid"])]
    return sum(sum(one.cpu_times()[:2]) for one in servers)


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

"""Whole files into the graph: each format against the raw driver, memory against the size, cost against what is there."""

import json
import os
import subprocess
import sys
import tempfile
from math import log
from pathlib import Path
from time import perf_counter

from graph.identity import identify, new_id
from graph.model import ENTITIES
from graph.settings import Settings
from graph.store import Store
from graph.things import Entity
from ingest.report import RunReport
from ingest.run import Options, ensure_reference, ingest_paths
from tests.bench.files import FORMATS, as_csv
from tests.bench.loading import Figure, dump, write_raw
from tests.conftest import emptied
from tests.support import write

_MEASURED = """
import json, sys, time
from pathlib import Path
from graph.settings import load_settings
from graph.store import open_store
from ingest.run import Options, ingest_paths
from tests.support import peak_mb
told, started = set(), time.perf_counter()
with open_store(load_settings()) as store:
    report = ingest_paths(store, [Path(sys.argv[1])], options=Options(reference=False), progress=lambda run: told.add(run.read))
assert report.exit_code == 0, report.as_json("en")
print(json.dumps({"mb": peak_mb(), "seconds": time.perf_counter() - started, "told": len(told), "read": report.runs[0].read}))
"""
_FILLED = 5_000


def figures(store: Store, settings: Settings, engine: str, rows: int, sizes: list[int]) -> list[Figure]:
    """Rows of the table for one engine."""
    with tempfile.TemporaryDirectory() as folder:
        found = [_speed(store, engine, name, Path(folder), rows) for name in FORMATS]
        found += [_memory(store, settings, engine, name, Path(folder), rows) for name in FORMATS]
        found.append(_growth(store, engine, Path(folder), sizes))
    return found


def _load(store: Store, path: Path) -> tuple[RunReport, float]:
    started = perf_counter()
    report = ingest_paths(store, [path], options=Options(reference=False))
    seconds = perf_counter() - started
    assert report.exit_code == 0, report.as_json("en")
    return report.runs[0], seconds


def _speed(store: Store, engine: str, name: str, folder: Path, rows: int) -> Figure:
    make, file = FORMATS[name]
    for count in (min(rows, 2_000), rows):  # the first warms the servers' plans and the code
        emptied(store)
        ensure_reference(store)
        there = len(dump(store)[0])
        run, seconds = _load(store, make(folder / file, count))
    nodes, ties = dump(store)
    emptied(store)
    raw = write_raw(store, nodes, ties)
    said = f"{seconds:.2f} s against {raw:.2f} s; {run.read / seconds:,.0f} rows/s"
    size = f"{len(nodes):,} nodes ({there:,} of reference), {len(ties):,} relationships"
    return f"{name} file to graph (speed)", engine, f"raw driver UNWIND of the same {size}", raw / seconds, said


def _memory(store: Store, settings: Settings, engine: str, name: str, folder: Path, rows: int) -> Figure:
    make, file = FORMATS[name]
    runs: list[dict[str, float]] = []
    for count in (rows, 10 * rows):
        emptied(store)
        path = make(folder / file, count)
        words = [sys.executable, "-c", _MEASURED, str(path)]
        done = subprocess.run(words, env=environment(settings), capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stdout))
    few, many = runs
    said = (
        f"{many['mb']:.0f} MB for {10 * rows:,} rows against {few['mb']:.0f} MB for {rows:,}; {many['read']:,} rows end to end "
        f"in {many['seconds']:.0f} s ({few['seconds']:.0f} s), progress told {many['told']} times"
    )
    return f"{name} peak memory, ten times the rows", engine, "a tenth of the rows", many["mb"] / few["mb"], said


def environment(settings: Settings) -> dict[str, str]:
    """That of a process which works on the same graph."""
    said = {"AMITY_DATA_DIR": str(settings.data_dir), "PYTHONPATH": str(Path(__file__).parents[2])}
    if settings.neo4j_uri:
        said |= {
            "AMITY_NEO4J_URI": settings.neo4j_uri,
            "AMITY_NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
        }
    return {name: value for name, value in os.environ.items() if not name.startswith("AMITY_")} | said


def _growth(store: Store, engine: str, folder: Path, sizes: list[int]) -> Figure:
    """The exponent of what it costs to fill a graph: 1 when a row costs the same whatever is there."""
    emptied(store)
    ensure_reference(store)
    path, there, costs = as_csv(folder / "vien-tro.csv", _FILLED), 0, dict[int, float]()
    _load(store, path)
    for size in sizes:
        _fill(store, there, size)
        there = size
        store.replan()
        path = as_csv(folder / f"vien-tro-{size}.csv", _FILLED)
        path.write_text(path.read_text(encoding="utf-8").replace("VT-", f"S{size}-"), encoding="utf-8")
        costs[size] = _load(store, path)[1] / _FILLED
    first, last = sizes[0], sizes[-1]
    exponent = 1 + log(costs[last] / costs[first]) / log(last / first)
    said = ", ".join(f"{1 / cost:,.0f} rows/s at {size:,}" for size, cost in costs.items())
    return "growth exponent of filling a graph", engine, "1 = a row costs the same", exponent, said


def _fill(store: Store, there: int, size: int) -> None:
    """Organisations with their claims and keys, written past the ingest: they only have to be there."""
    labels = ":".join(ENTITIES["NGO"].labels)
    for start in range(there, size, 5_000):
        things = [
            Entity("NGO", f"Tổ chức đã có {n} (mẫu)", {"country": "JP"}) for n in range(start, min(start + 5_000, size))
        ]
        rows = [{"id": new_id(t), "name": t.name, "keys": list(identify(t).all)} for t in things]
        write(
            store,
            f"UNWIND $rows AS row CREATE (e:{labels} {{id: row.id, name: row.name, type: 'NGO', country: 'JP'}}) "
            "CREATE (c:Claim {id: 'filled:' + row.id, source: 'filled', lists: ['filled.csv'], name: row.name, type: 'NGO'}) "
            "CREATE (c)-[:ABOUT {source: 'filled', last_seen: '2026-01-01'}]->(e) "
            "WITH e, row UNWIND row.keys AS key CREATE (k:Key {id: key}) CREATE (k)-[:IDENTIFIES]->(e)",
            rows=rows,
        )

"""Ingest against the raw driver writing the very same nodes and relationships, and a second run against the first."""

from itertools import groupby, islice
from time import perf_counter
from typing import Any

from graph.batch import write_batch
from graph.claims import Origin
from graph.store import Store
from tests.bench.lists import statements
from tests.conftest import emptied
from tests.support import write

BATCH = 2_000
Figure = tuple[str, str, str, float, str]


def figures(store: Store, engine: str, items: int = 10_000) -> list[Figure]:
    """Rows of the table: what, engine, reference, ratio, the figures behind it."""
    emptied(store)
    ingest(store, "2026-01-01T00:00:00", items=min(items, 4_000))  # warms both servers' plans and the code
    emptied(store)
    first = ingest(store, "2026-01-02T00:00:00", items)
    second = ingest(store, "2026-01-03T00:00:00", items)
    nodes, ties = dump(store)
    emptied(store)
    raw = write_raw(store, nodes, ties)
    emptied(store)
    size = f"{len(nodes):,} nodes, {len(ties):,} relationships"
    return [
        ("ingest, dicts to graph (speed)", engine, f"raw driver UNWIND of the same {size}", raw / first,
         f"{first:.2f} s against {raw:.2f} s; {items / first:,.0f} records/s"),
        ("second identical run (time)", engine, "first run", second / first, f"{second:.2f} s against {first:.2f} s"),
    ]  # fmt: skip


def ingest(store: Store, seen: str, items: int) -> float:
    """Seconds to take so many aid items through the real write path."""
    origin = Origin("bench", 50, "bench.csv", f"run-{seen}", seen, "0" * 64)
    rows, mentioned, number = statements(items), set[str](), 0
    started = perf_counter()
    while batch := list(islice(rows, BATCH)):
        number += 1
        mentioned |= write_batch(store, origin, number, batch, mentioned).mentions
    return perf_counter() - started


def dump(store: Store) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    nodes = write(store, "MATCH (n) WHERE NOT n:Schema RETURN labels(n) AS labels, properties(n) AS properties")
    ties = write(
        store,
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS a, b.id AS b, properties(r) AS properties, "
        "CASE WHEN a:Claim THEN 'Claim' WHEN a:Key THEN 'Key' ELSE 'Entity' END AS a_label",
    )
    return nodes, ties


def write_raw(store: Store, nodes: list[dict[str, Any]], ties: list[dict[str, Any]]) -> float:
    """Seconds for plain UNWIND CREATE in batches of the same size, each end looked up by its unique id."""

    def label(row: dict[str, Any]) -> str:
        return ":".join(sorted(row["labels"], key=lambda name: (name != "Entity", name)))

    def ends(row: dict[str, Any]) -> tuple[str, str]:
        return row["a_label"], row["type"]

    started = perf_counter()
    for labels, rows in groupby(sorted(nodes, key=label), label):
        _send(store, f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row.properties", rows)
    for (a_label, type_), rows in groupby(sorted(ties, key=ends), ends):
        text = (
            f"UNWIND $rows AS row MATCH (a:{a_label} {{id: row.a}}) MATCH (b:Entity {{id: row.b}}) "
            f"CREATE (a)-[r:{type_}]->(b) SET r = row.properties"
        )
        _send(store, text, rows)
    return perf_counter() - started


def _send(store: Store, text: str, rows: Any) -> None:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        write(store, text, rows=batch)

"""An officer's edit over HTTP against the raw driver writing the same, and belief laid anew against raw UNWIND."""

from time import perf_counter
from typing import Any

from fastapi.testclient import TestClient

from api.app import create_app
from graph import belief
from graph.settings import Settings
from graph.store import Store
from tests.bench.loading import BATCH, Figure, ingest
from tests.bench.serving import p50s
from tests.conftest import emptied
from tests.support import read, write

ITEMS = 10_000


def figures(store: Store, settings: Settings, engine: str) -> list[Figure]:
    """p50 of PATCH /entities/{id} over that of the driver writing one claim and one record; golden rows a second."""
    emptied(store)
    ingest(store, "2026-01-01T00:00:00", items=ITEMS)
    id_ = read(store, "MATCH (e:AidItem) RETURN e.id AS id ORDER BY id LIMIT 1")[0]["id"]
    turn = iter(range(10**9))
    raw = (
        "MATCH (e:Entity {id: $id}) SET e.note = $note MERGE (c:Claim {id: $claim}) SET c.note = $note "
        "MERGE (c)-[:ABOUT]->(e)"
    )
    with TestClient(create_app(settings, store), base_url="http://127.0.0.1") as client:

        def edit() -> object:
            body = {"set": {"note": str(next(turn))}}
            return client.patch(f"/api/v1/entities/{id_}", json=body, headers={"if-match": "*"}).raise_for_status()

        other = read(store, "MATCH (e:AidItem) RETURN e.id AS id ORDER BY id DESC LIMIT 1")[0]["id"]
        ours, theirs = p50s(edit, lambda: write(store, raw, id=other, note=str(next(turn)), claim="bench:raw"))
    write(store, "MATCH (c:Claim {id: 'bench:raw'}) DETACH DELETE c")  # it says nothing that belief could be laid from
    return [
        ("one edit over HTTP (time)", engine, "raw driver write of a claim and a record", ours / theirs,
         f"{ours * 1e3:.1f} ms against {theirs * 1e3:.1f} ms"),
        _laid(store, engine),
    ]  # fmt: skip


def _laid(store: Store, engine: str) -> Figure:
    rows: list[dict[str, Any]] = read(store, "MATCH (e:AidItem) RETURN e.id AS id, properties(e) AS golden")
    ids = [row["id"] for row in rows]
    started = perf_counter()
    for at in range(0, len(ids), BATCH):
        part = ids[at : at + BATCH]
        store.write(lambda tx, part=part: belief.recompute(tx, part))
    ours = perf_counter() - started
    started = perf_counter()
    for at in range(0, len(rows), BATCH):
        text = "UNWIND $rows AS row MATCH (e:Entity {id: row.id}) SET e = row.golden"
        write(store, text, rows=rows[at : at + BATCH])
    raw = perf_counter() - started
    return ("golden records laid anew (speed)", engine, "raw driver UNWIND of the same", raw / ours,
            f"{len(ids) / ours:,.0f} rows/s against {len(ids) / raw:,.0f}")  # fmt: skip

"""One entity over HTTP against doing nothing over HTTP plus the raw driver's call; and the cold start."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from statistics import median
from time import perf_counter
from urllib.request import urlopen

from fastapi.testclient import TestClient

from api.app import create_app
from graph.settings import Settings
from graph.store import Store
from tests.bench.loading import Figure, ingest
from tests.conftest import emptied
from tests.support import read

CALLS = 400


def route(store: Store, settings: Settings, engine: str) -> Figure:
    """p50 of GET /entities/{id} over p50 of a no-op route plus p50 of the driver reading the same rows."""
    emptied(store)
    ingest(store, "2026-01-01T00:00:00", items=2_000)
    id_ = read(store, "MATCH (e:AidItem) RETURN e.id AS id ORDER BY id LIMIT 1")[0]["id"]
    app = create_app(settings)

    @app.get("/api/v1/no-op")
    def no_op() -> dict[str, str]:
        return {"status": "ok"}

    text = (
        "MATCH (e:Entity {id: $id}) OPTIONAL MATCH (c:Claim)-[a:ABOUT]->(e) "
        "RETURN properties(e) AS entity, c.id AS claim, a.row AS row, a.file AS file"
    )
    with TestClient(app, base_url="http://127.0.0.1") as client:
        ours, nothing, raw = p50s(
            lambda: client.get(f"/api/v1/entities/{id_}").raise_for_status(),
            lambda: client.get("/api/v1/no-op").raise_for_status(),
            lambda: read(store, text, id=id_),
        )
    return ("one entity over HTTP (time)", engine, "no-op route + raw driver call", ours / (nothing + raw),
            f"{ours * 1e3:.2f} ms against {nothing * 1e3:.2f} + {raw * 1e3:.2f} ms")  # fmt: skip


def cold_start() -> Figure:
    """Seconds from `amity run` in an empty folder to the first page, sample loaded; the reference is an interpreter
    that starts and imports the server."""
    started = perf_counter()
    subprocess.run([sys.executable, "-c", "import fastapi, uvicorn, neo4j"], check=True)
    bare = perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "AMITY_DATA_DIR": folder, "AMITY_NEO4J_URI": ""}
        started = perf_counter()
        command = [sys.executable, "-m", "api.cli", "run", "--no-browser", "--port", "0"]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            address = next(found[0] for line in process.stdout or () if (found := re.search(r"http://\S+", line)))
            with urlopen(address) as page:
                page.read()
            cold = perf_counter() - started
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
    return ("cold start, command to first page with the sample (time)", "embedded", "bare interpreter with the server's imports",
            cold / bare, f"{cold:.1f} s against {bare:.2f} s")  # fmt: skip


def p50s(*calls: Callable[[], object]) -> list[float]:
    """Median seconds of each call; they take turns, so that whatever else the machine does meets all of them."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(CALLS):
        for taken, call in zip(times, calls, strict=True):
            started = perf_counter()
            call()
            taken.append(perf_counter() - started)
    return [median(taken[CALLS // 10 :]) for taken in times]

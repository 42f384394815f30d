"""kill -9 in the middle of a load: the resumed graph equals the undisturbed one, nothing lost, nothing twice."""

import json
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from graph.store import BoltStore
from ingest.run import Options, ingest_paths
from tests.conftest import emptied
from tests.support import read

ROWS = 3_000
LOADER = """
import sys
from pathlib import Path
from graph.store import BoltStore
from ingest.run import Options, ingest_paths
uri, user, password, database, path = sys.argv[1:]
store = BoltStore(uri, user, password, database)
ingest_paths(store, [Path(path)], options=Options(reference=False, batch=200))
"""


@pytest.fixture
def aid(tmp_path: Path) -> Path:
    path = tmp_path / "vien-tro.csv"
    head = "Mã dự án,Tên dự án,Nhà tài trợ,Lĩnh vực,Địa bàn,Cam kết (USD),Bắt đầu\n"
    rows = (f"VT-{n},Dự án số {n} (mẫu),Quỹ {n % 40} (mẫu),Y tế,Hải Phòng,{1000 + n},2025\n" for n in range(ROWS))
    path.write_text(head + "".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def address(store: BoltStore) -> tuple[str, str, str, str]:
    return (store.uri, *store._auth, store.database)


def fingerprint(store: BoltStore) -> str:
    """A hash of everything believed and told, without what differs between any two runs (run ids and times)."""
    told = read(store, "MATCH (n) WHERE n:Entity OR n:Claim RETURN n.id AS id, n.hash AS hash, n.name AS name")
    held = read(store, "MATCH (a)-[t]->(b) RETURN a.id AS a, type(t) AS t, b.id AS b, t.claim AS claim")
    return sha256("\n".join(sorted(json.dumps(row, sort_keys=True) for row in told + held)).encode()).hexdigest()


def load_and_kill(store: BoltStore, address: tuple[str, str, str, str], path: Path, after: float) -> None:
    process = subprocess.Popen([sys.executable, "-c", LOADER, *address, str(path)], env={**os.environ})
    begun = time.monotonic()
    while process.poll() is None and not read(store, "MATCH (b:Batch) RETURN b.id AS id LIMIT 1"):
        assert time.monotonic() - begun < 120, "nothing was ever acknowledged"
        time.sleep(0.02)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize("seed", [7, *(pytest.param(n, marks=pytest.mark.faults) for n in range(100, 124))])
def test_a_killed_load_is_resumed_to_the_same_graph(
    store: BoltStore, address: tuple[str, str, str, str], aid: Path, seed: int
) -> None:
    assert ingest_paths(store, [aid], options=Options(reference=False, batch=200)).runs[0].written == ROWS
    undisturbed = fingerprint(store)
    emptied(store)
    load_and_kill(store, address, aid, after=Random(seed).random())
    cut = len(read(store, "MATCH (a:AidItem) RETURN a.id AS id"))
    run = ingest_paths(store, [aid], options=Options(reference=False, batch=200)).runs[0]
    assert cut < ROWS, "killed too late to prove anything"
    assert (run.resumed, run.read, run.written + run.unchanged) == (True, ROWS, ROWS)
    assert fingerprint(store) == undisturbed

"""Eight processes load overlapping lists in different orders at once: nothing twice, nothing lost."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from graph.store import Store
from ingest.run import Options, ingest_paths
from tests.conftest import emptied
from tests.faults.sites import Site, site
from tests.support import read

WRITERS, NGOS, ITEMS = 8, 120, 400
LOADER = """
import sys, time
from pathlib import Path
from graph.settings import load_settings
from graph.store import open_store
from ingest.run import Options, ingest_paths
waiting = [Path(path) for path in sys.argv[1:]]
with open_store(load_settings()) as store:
    while waiting:  # a list that another writer holds waits; the others go first
        path = waiting.pop(0)
        report = ingest_paths(store, [path], options=Options(reference=False, batch=50))
        if any(run.failed for run in report.runs):
            assert {e.code for run in report.runs for e in run.errors} == {"source-locked"}, report.as_json("en")
            waiting.append(path)
            time.sleep(0.2)
"""
NAIVE = """
import sys
from pathlib import Path
from graph.settings import load_settings
from graph.store import open_store
from tests.faults.loads import naive
with open_store(load_settings()) as store:
    naive(store, next(Path(path) for path in sys.argv[1:] if "vien-tro" in path))
"""


@pytest.fixture(params=["embedded", "neo4j"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    with site(request.param, tmp_path / "data") as found:
        yield found


def lists(folder: Path, writer: int) -> list[Path]:
    """Three quarters of each list, in an order of this writer's own."""
    dice = Random(writer)

    def some(rows: list[str]) -> list[str]:
        return dice.sample(rows, len(rows) * 3 // 4)

    ngos = [f"Quỹ {n} (mẫu),Nhật Bản,BM-{n}" for n in range(NGOS)]
    items = [f"VT-{n},Dự án số {n} (mẫu),Quỹ {n % NGOS} (mẫu),Y tế,Hải Phòng,{1000 + n}" for n in range(ITEMS)]
    said = {
        "tcpcpnn": ("Tên tổ chức,Quốc gia,Số đăng ký", some(ngos)),
        "vien-tro": ("Mã dự án,Tên dự án,Nhà tài trợ,Lĩnh vực,Địa bàn,Cam kết (USD)", some(items)),
    }
    made: list[Path] = []
    for name, (head, rows) in said.items():
        made.append(folder / f"{name}-{writer}.csv")
        made[-1].write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    dice.shuffle(made)
    return made


def at_once(where: Site, script: str, files: list[list[Path]]) -> None:
    root = Path(__file__).parents[2]
    writers = [
        subprocess.Popen([sys.executable, "-c", script, *map(str, mine)], env=where.environment(), cwd=root)
        for mine in files
    ]
    assert [writer.wait(900) for writer in writers] == [0] * len(writers)


def told(store: Store) -> dict[str, int]:
    """How many of everything there are: nodes by label, claims of records, ties by their ends."""
    counted = {
        "ngos": "MATCH (n:NGO) RETURN count(n) AS n",
        "items": "MATCH (n:AidItem) RETURN count(n) AS n",
        "claims": "MATCH (n:Claim) RETURN count(n) AS n",
        "funds": "MATCH (:NGO)-[t:FUNDS]->(:AidItem) RETURN count(t) AS n",
        "heard": "MATCH (c:Claim) WHERE NOT c.mention UNWIND c.lists AS list RETURN count(list) AS n",
    }
    return {name: read(store, query)[0]["n"] for name, query in counted.items()}


@pytest.mark.faults
def test_eight_loads_at_once_leave_what_eight_in_a_row_leave(where: Site, tmp_path: Path) -> None:
    files = [lists(tmp_path, writer) for writer in range(WRITERS)]
    at_once(where, LOADER, files)
    with where.store() as store:
        together = told(store)
        emptied(store)
        for mine in files:
            for path in mine:
                assert not any(run.failed for run in ingest_paths(store, [path], options=Options(reference=False)).runs)
        assert told(store) == together
        assert (together["ngos"], together["items"], together["funds"]) == (NGOS, ITEMS, ITEMS)


@pytest.mark.faults
def test_eight_loaders_that_know_no_better_leave_rows_twice(where: Site, tmp_path: Path) -> None:
    """The weak control: the same files, created without identity."""
    at_once(where, NAIVE, [lists(tmp_path, writer) for writer in range(WRITERS)])
    with where.store() as store:
        assert read(store, "MATCH (n:Naive) RETURN count(n) AS n")[0]["n"] > ITEMS

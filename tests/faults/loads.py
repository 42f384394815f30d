"""A list of aid items, its load by another process, and a loader that knows no better."""

import subprocess
import sys
from collections.abc import Sequence
from csv import DictReader
from pathlib import Path

from graph.store import Store
from ingest.report import RunReport
from ingest.run import Options, ingest_paths
from tests.faults.sites import Site
from tests.support import read, write

HEAD = "Mã dự án,Tên dự án,Nhà tài trợ,Lĩnh vực,Địa bàn,Cam kết (USD),Bắt đầu\n"
BATCH = 50
LOADER = """
import sys
from pathlib import Path
from graph.settings import load_settings
from graph.store import open_store
from ingest.run import Options, ingest_paths
with open_store(load_settings()) as store:
    report = ingest_paths(store, [Path(sys.argv[1])], options=Options(reference=False, batch=int(sys.argv[2])))
sys.exit(report.exit_code)
"""
NAIVE = """
import sys
from pathlib import Path
from graph.settings import load_settings
from graph.store import open_store
from tests.faults.loads import naive
with open_store(load_settings()) as store:
    naive(store, Path(sys.argv[1]))
"""


def row(number: int) -> str:
    return f"VT-{number},Dự án số {number} (mẫu),Quỹ {number % 40} (mẫu),Y tế,Hải Phòng,{1000 + number},2025\n"


def written(path: Path, rows: Sequence[str]) -> Path:
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


def load(store: Store, path: Path, batch: int = BATCH) -> RunReport:
    return ingest_paths(store, [path], options=Options(reference=False, batch=batch)).runs[0]


def loading(site: Site, path: Path, script: str = LOADER) -> subprocess.Popen[bytes]:
    """A process that loads the file into the site's engine."""
    words = [sys.executable, "-c", script, str(path), str(BATCH)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(words, env=site.environment(), cwd=root, stderr=subprocess.DEVNULL)


def acknowledged(store: Store, script: str = LOADER) -> int:
    label = "NaiveBatch" if script == NAIVE else "Batch"
    return read(store, f"MATCH (b:{label}) RETURN count(b) AS n")[0]["n"]


def naive(store: Store, path: Path) -> None:
    """The weak control: rows created in batches, without identity, acknowledgement or quarantine; a bad row ends it."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{"id": r["Mã dự án"], "committed": float(r["Cam kết (USD)"])} for r in DictReader(file)]
    for at in range(0, len(rows), BATCH):
        write(store, "UNWIND $rows AS row CREATE (n:Naive) SET n = row", rows=rows[at : at + BATCH])
        write(store, "CREATE (b:NaiveBatch {id: $id})", id=f"naive/{at}")

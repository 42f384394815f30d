"""A disk that fills while a list is loaded: the job stops with words, and nothing acknowledged is lost."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.errors import StorageFailed, StoreError
from graph.home import NEEDED_MB
from graph.store import open_store
from tests.faults.loads import load, row, written
from tests.faults.sites import Embedded, insist
from tests.support import count

ROWS = 12_000
ROOM_MB = NEEDED_MB + 90
LEFT_MB = 12


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of its own in memory. Skips the test where this user may not mount one."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={ROOM_MB}m", "tmpfs", str(folder)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.faults
def test_a_full_disk_stops_the_load_with_words_and_loses_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "vien-tro.csv", [row(n) for n in range(ROWS)])
    with small_disk(tmp_path / "disk") as disk:
        where = Embedded(disk / "data")
        with open_store(where.settings) as store:
            store.ensure_schema()
            ballast = disk / "ballast"
            free = _free_mb(disk) - LEFT_MB
            ballast.write_bytes(bytes(free << 20))
            with pytest.raises(StoreError) as stopped:
                load(store, path, batch=500)
            assert isinstance(stopped.value, StorageFailed), stopped.value
            assert stopped.value.remedy("vi")
        ballast.unlink()

        def again() -> tuple[int, int]:
            with open_store(where.settings) as store:
                held = count(store, "(x:AidItem)")
                run = load(store, path, batch=500)
                assert run.resumed
                assert run.written + run.unchanged == ROWS
                return held, count(store, "(x:AidItem)")

        held, whole = insist(again)
        assert 0 < held < whole == ROWS


def _free_mb(folder: Path) -> int:
    said = subprocess.run(["df", "-m", "--output=avail", str(folder)], capture_output=True, text=True, check=True)
    return int(said.stdout.split()[-1])

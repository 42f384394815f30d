"""Sixteen officers and four loads over the same 200 partners at once: no word is lost, nothing is there twice, and belief
is what the claims come to."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Lock

import pytest

from graph import deep, edits
from graph.edit_errors import VersionChanged
from graph.entities import entity
from graph.errors import Conflict
from graph.store import Store, Viewer
from ingest.run import Options, ingest_paths
from tests.faults.sites import Site, site
from tests.support import VIEWER, count, nodes, read

EDITORS, LOADS, PARTNERS, LONG, SHORT = 16, 4, 200, 60.0, 3.0
PATIENCE = 60.0  # seconds until the first word is kept, on an engine that has just begun
HEAD = "Tên tổ chức,Quốc gia,Số đăng ký,Điện thoại\n"


@pytest.fixture(params=["embedded", "neo4j"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    with site(request.param, tmp_path / "data") as found:
        yield found


def written(folder: Path, load: int, turn: int, partners: int) -> Path:
    path = folder / f"tcpcpnn-{load}.csv"
    rows = [f"Quỹ {n} (mẫu),Nhật Bản,BM-{n},0225 {load} {turn}\n" for n in range(partners)]
    Random(load + turn).shuffle(rows)
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


def count_up(store: Store, officer: Viewer, id: str, careful: bool) -> bool:
    """Read the number in a note and write the next one; False where somebody was faster."""
    seen = entity(store, officer, id)
    number = int(seen["properties"].get("note", "0")) + 1
    try:
        edits.edit(store, officer, id, {"note": str(number)}, version=seen["version"] if careful else None)
    except (VersionChanged, Conflict):
        return False
    return True


def at_once(store: Store, folder: Path, seconds: float, partners: int, careful: bool = True) -> Counter[str]:
    """How often each partner's number was counted up by somebody who was told that it is kept."""
    ingest_paths(store, [written(folder, 0, 0, partners)], options=Options(reference=False))
    ids = sorted(id_ for (id_,) in nodes(store, "NGO"))
    kept, lock, until = Counter[str](), Lock(), time.monotonic() + seconds

    def officer(number: int) -> None:
        viewer, dice = Viewer(user=f"Cán bộ {number}"), Random(number)
        while time.monotonic() < (until if kept else until + PATIENCE):
            id_ = ids[min(int(dice.expovariate(0.1)), len(ids) - 1)]  # some partners everybody works on
            if count_up(store, viewer, id_, careful):
                with lock:
                    kept[id_] += 1

    def load(number: int) -> None:
        turn = 0
        while time.monotonic() < until:
            turn += 1
            report = ingest_paths(store, [written(folder, number, turn, partners)], options=Options(reference=False))
            if any(run.failed for run in report.runs):
                assert {e.code for run in report.runs for e in run.errors} == {"source-locked"}, report.as_json("en")
                time.sleep(0.2)

    work: list[tuple[Callable[[int], None], int]] = [(officer, n) for n in range(EDITORS)]
    with ThreadPoolExecutor(EDITORS + LOADS) as pool:
        for task in [pool.submit(do, n) for do, n in [*work, *((load, n) for n in range(LOADS))]]:
            task.result()
    return kept


def lost(store: Store, kept: Counter[str]) -> int:
    """How many of the words that were kept are no longer there."""
    there = {row["id"]: int(row["note"] or 0) for row in read(store, "MATCH (n:NGO) RETURN n.id AS id, n.note AS note")}
    return sum(kept[id_] - there[id_] for id_ in kept)


def holds(store: Store, kept: Counter[str], partners: int) -> None:
    assert kept.total() > 0
    assert lost(store, kept) == 0
    assert count(store, "(x:NGO)") == partners
    twice = read(store, "MATCH (c:Claim)-[a:ABOUT]->() WITH c.id AS id, count(a) AS n WHERE n > 1 RETURN id")
    assert twice == []
    assert list(deep.faults(store, VIEWER)) == []


@pytest.mark.faults
def test_sixteen_officers_and_four_loads_lose_nothing(where: Site, tmp_path: Path) -> None:
    with where.store() as store:
        kept = at_once(store, tmp_path, LONG, PARTNERS)
        holds(store, kept, PARTNERS)


@pytest.mark.faults
def test_officers_who_do_not_say_what_they_looked_at_lose_words(where: Site, tmp_path: Path) -> None:
    """The weak control: the same without If-Match."""
    with where.store() as store:
        kept = at_once(store, tmp_path, LONG / 3, PARTNERS, careful=False)
        assert lost(store, kept) > 0


def test_officers_and_loads_at_once_for_a_moment(store: Store, tmp_path: Path) -> None:
    holds(store, at_once(store, tmp_path, SHORT, 20), 20)

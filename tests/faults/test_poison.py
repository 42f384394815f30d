"""Poisoned rows in a large list: the good ones go in, each bad one waits with its address and its code."""

from pathlib import Path
from random import Random

import pytest

from graph.store import Store
from tests.faults.loads import load, naive, row, written
from tests.support import count, read

POISON = {
    "place-unknown": ("E", lambda n: f"VT-{n},Dự án số {n} (mẫu),Quỹ A (mẫu),Y tế,Xứ Không Có,{n},2025\n"),
    "sector-unknown": ("D", lambda n: f"VT-{n},Dự án số {n} (mẫu),Quỹ A (mẫu),Ngành lạ hoắc,Hải Phòng,{n},2025\n"),
    "value-missing": ("B", lambda n: f"VT-{n},,Quỹ A (mẫu),Y tế,Hải Phòng,{n},2025\n"),
    "date-impossible": ("G", lambda n: f"VT-{n},Dự án số {n} (mẫu),Quỹ A (mẫu),Y tế,Hải Phòng,{n},31/02/2025\n"),
    "cell-control": ("C", lambda n: f"VT-{n},Dự án số {n} (mẫu),Quỹ \x00 (mẫu),Y tế,Hải Phòng,{n},2025\n"),
    "key-duplicate": ("B", lambda n: row(0)),
}


def poisoned(path: Path, rows: int, bad: int) -> tuple[Path, set[tuple[int, str, str]]]:
    """A list with so many bad rows at random places, and the address and code that each must be told with."""
    dice, made = Random(11), [row(n) for n in range(rows)]
    expected = set[tuple[int, str, str]]()
    for at, n in enumerate(dice.sample(range(1, rows), bad)):
        code, (column, spoil) = list(POISON.items())[at % len(POISON)]
        made[n] = spoil(n)
        expected.add((n + 2, column, code))
    return written(path, made), expected


@pytest.mark.parametrize(
    ("rows", "bad"), [(1_500, 24), pytest.param(100_000, 1_000, marks=pytest.mark.faults)], ids=["small", "large"]
)
def test_good_rows_go_in_and_bad_ones_wait_with_their_address(
    store: Store, tmp_path: Path, rows: int, bad: int
) -> None:
    path, expected = poisoned(tmp_path / "vien-tro.csv", rows, bad)
    run = load(store, path, batch=2_000)
    assert (run.read, run.written, run.quarantined) == (rows, rows - bad, bad)
    assert {(e.row, e.column, e.code) for e in run.errors} == expected
    assert count(store, "(x:AidItem)") == rows - bad
    assert count(store, "(x:Quarantine)") == bad


def test_a_loader_that_knows_no_better_takes_nothing(embedded: Store, tmp_path: Path) -> None:
    """The weak control: one amount in words ends the whole list."""
    path, _ = poisoned(tmp_path / "vien-tro.csv", 1_500, 24)
    path.write_text(
        path.read_text(encoding="utf-8").replace("\x00", "").replace(",1007,", ",khoảng 1007,"), encoding="utf-8"
    )
    with pytest.raises(ValueError, match="khoảng"):
        naive(embedded, path)
    assert read(embedded, "MATCH (n:Naive) RETURN n.id AS id") == []

"""A list read again: rehearsed, overtaken by a newer one, resumed with refused rows, or another list under its name."""

from pathlib import Path

import pytest

import ingest.list_run
from graph.store import Store
from ingest.report import Report, RunReport
from ingest.run import Options, ingest_paths
from tests.support import rows

HEAD = "STT,Tên tổ chức,Quốc tịch,Địa bàn hoạt động\n"
NGOS = HEAD + "".join(f"{n},Quỹ Số {n} (mẫu),Nhật Bản,Hải Phòng\n" for n in range(1, 11))
TOKYO = "MATCH (n:NGO {name: 'Quỹ Số 1 (mẫu)'}) WHERE n.closed IS NULL RETURN n.country"


@pytest.fixture
def ngos(tmp_path: Path) -> Path:
    return saved(tmp_path / "ngo.csv", NGOS)


def saved(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def job(store: Store, *paths: Path, **options: object) -> Report:
    return ingest_paths(store, paths, "ngos", Options(reference=False, **options))  # type: ignore[arg-type]


def load(store: Store, path: Path, **options: object) -> RunReport:
    return job(store, path, **options).runs[-1]


def cut_off(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch, batch: int, after: int) -> None:
    """Load batches of this size and be interrupted after so many."""
    real, left = ingest.list_run.write_batch, after

    def write_batch(*given: object, **named: object) -> object:
        nonlocal left
        if not left:
            raise KeyboardInterrupt
        left -= 1
        return real(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(ingest.list_run, "write_batch", write_batch)
    with pytest.raises(KeyboardInterrupt):
        load(store, path, batch=batch)
    monkeypatch.undo()


def test_a_dry_run_over_a_loaded_list_closes_what_the_real_one_will(store: Store, ngos: Path) -> None:
    load(store, ngos)
    again = load(store, ngos, dry_run=True)
    assert (again.unchanged, again.closed, again.notes) == (10, 0, [])
    saved(ngos, NGOS.rpartition("10,")[0])
    dry, wet = load(store, ngos, dry_run=True), load(store, ngos)
    assert (dry.closed, dry.notes) == (wet.closed, wet.notes) == (1, [])


def test_a_cut_off_run_that_a_newer_list_has_overtaken_is_not_resumed(
    store: Store, ngos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(store, ngos, monkeypatch, batch=3, after=2)
    load(store, saved(ngos, NGOS.replace("Quỹ Số 1 (mẫu),Nhật Bản", "Quỹ Số 1 (mẫu),Pháp")), batch=3)
    assert rows(store, TOKYO) == {("FR",)}
    assert not load(store, saved(ngos, NGOS), batch=3).resumed
    assert rows(store, TOKYO) == {("JP",)}


def test_a_resumed_run_still_tells_the_rows_that_were_refused(
    store: Store, ngos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(ngos, NGOS.replace("3,Quỹ Số 3", "3,Quỹ Số 1"))
    cut_off(store, ngos, monkeypatch, batch=4, after=2)
    run = load(store, ngos, batch=4)
    assert (run.resumed, run.read, run.written, run.unchanged) == (True, 10, 9, 0)
    assert [(e.row, e.code) for e in run.errors] == [(4, "key-duplicate")]


def test_a_row_waits_once_while_a_load_that_met_it_again_is_cut_off(
    embedded: Store, ngos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = NGOS.replace("2 (mẫu),Nhật Bản", "2 (mẫu),Wakanda").replace("7 (mẫu),Nhật Bản", "7 (mẫu),Wakanda")
    first = load(embedded, saved(ngos, wrong), batch=4).run
    cut_off(embedded, saved(ngos, wrong + "11,Quỹ Số 11 (mẫu),Pháp,Hải Phòng\n"), monkeypatch, batch=4, after=1)
    waiting = "MATCH (q:Quarantine) WHERE q.cleared IS NULL RETURN q.row, q.run = $first"
    assert rows(embedded, waiting, first=first) == {(3, False), (8, True)}
    assert load(embedded, ngos, batch=4).resumed
    assert rows(embedded, "MATCH (q:Quarantine) WHERE q.cleared IS NULL RETURN q.row") == {(3,), (8,)}


def test_two_lists_of_one_name_do_not_close_each_other(embedded: Store, tmp_path: Path) -> None:
    one = saved(tmp_path / "2023" / "ngo.csv", NGOS)
    two = saved(tmp_path / "2024" / "ngo.csv", NGOS.rpartition("10,")[0])
    report = job(embedded, one, two, tmp_path / "2023")
    assert report.exit_code == 1
    assert [(r.file, [e.code for e in r.errors]) for r in report.runs] == [
        (str(two), ["file-name-twice"]),
        ("ngo.csv", []),
    ]
    assert report.runs[-1].closed == 0


def test_a_row_that_waits_does_not_make_its_columns_untaken(embedded: Store, tmp_path: Path) -> None:
    path = saved(tmp_path / "ngo.csv", HEAD + "1,Quỹ (mẫu),Không Đâu Cả,Hải Phòng\n")
    run = load(embedded, path)
    assert ([e.code for e in run.errors], [n.code for n in run.notes]) == (["country-unknown"], [])

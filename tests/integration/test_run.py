"""One run over a list: what goes in, what waits, what a second run, a kill and a shorter list do."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import ingest.list_run
import ingest.lock
from graph.batch import Outcome
from graph.claims import Origin
from graph.errors import QueryTooBig
from graph.store import Store
from graph.things import Statement
from ingest.lock import SourceLock, locked
from ingest.report import RunReport
from ingest.run import Options, Progress, ingest_paths, quiet
from tests.support import read, rows

NGOS = """Danh sách tổ chức phi chính phủ nước ngoài
,,,
STT,Tên tổ chức,Quốc tịch,Số đăng ký,Ngày cấp,Ngày hết hạn,Địa bàn hoạt động
1,Quỹ Bàn Tay Xanh (mẫu),Nhật Bản,GĐK-01,01/03/2024,28/02/2027,Hải Phòng
2,Harbour Light (mẫu),Hoa Kỳ,GĐK-02,15/06/2023,14/06/2026,Hải Phòng
3,Les Amis du Port (mẫu),Pháp,,,,Hải Phòng
4,Tổ chức Biển Bạc (mẫu),Na Uy,GĐK-04,2025,2028,Hải Phòng
5,Quỹ Sao Mai (mẫu),Hàn Quốc,GĐK-05,01/01/2025,31/12/2027,Hải Phòng
6,Quỹ Phù Sa (mẫu),Bỉ,GĐK-06,01/01/2025,31/12/2027,Hải Phòng
"""


@pytest.fixture
def ngos(tmp_path: Path) -> Path:
    path = tmp_path / "ngo.csv"
    path.write_text(NGOS, encoding="utf-8")
    return path


def load(store: Store, path: Path, **options: object) -> RunReport:
    report = ingest_paths(store, [path], options=Options(reference=False, **options))  # type: ignore[arg-type]
    return report.runs[-1]


def fingerprint(store: Store) -> set[str]:
    """Everything the graph believes and was told, without the time of the last sighting."""
    told = read(store, "MATCH (n) WHERE n:Entity OR n:Claim RETURN labels(n) AS labels, properties(n) AS words")
    held = read(
        store,
        "MATCH (a)-[t]->(b) WHERE type(t) <> 'ABOUT' RETURN a.id AS a, type(t) AS t, b.id AS b, properties(t) AS p",
    )
    return {json.dumps(row, sort_keys=True) for row in told + held}


def test_rows_go_in_and_a_second_run_changes_nothing(store: Store, ngos: Path) -> None:
    first = load(store, ngos)
    assert (first.read, first.written, first.quarantined, first.errors) == (6, 6, 0, [])
    before = fingerprint(store)
    second = load(store, ngos)
    assert (second.written, second.closed, second.read) == (0, 0, 6)
    assert second.unchanged == 6
    assert fingerprint(store) == before


def test_a_bad_row_waits_with_its_address_and_the_others_go_in(store: Store, ngos: Path) -> None:
    ngos.write_text(NGOS.replace("15/06/2023", "32/13/2023"), encoding="utf-8")
    run = load(store, ngos)
    assert (run.read, run.quarantined) == (6, 1)
    assert [(e.row, e.column, e.code) for e in run.errors] == [(5, "E", "date-impossible")]
    assert "Harbour Light (mẫu)" not in {name for (name,) in rows(store, "MATCH (e:NGO) RETURN e.name")}
    assert rows(store, "MATCH (q:Quarantine) RETURN q.row, q.run, q.cleared") == {(5, run.run, None)}
    ngos.write_text(NGOS, encoding="utf-8")
    again = load(store, ngos)
    assert again.quarantined == 0
    assert rows(store, "MATCH (q:Quarantine) RETURN q.row, q.cleared") == {(5, again.run)}


def test_a_changed_cell_changes_its_claim_and_nothing_else(store: Store, ngos: Path) -> None:
    load(store, ngos)
    before = rows(store, "MATCH (n:NGO) RETURN n.id")
    ngos.write_text(NGOS.replace("28/02/2027", "28/02/2028"), encoding="utf-8")
    assert load(store, ngos).written == 1
    assert rows(store, "MATCH (n:NGO) RETURN n.id") == before
    assert ("2028-02-28",) in rows(store, "MATCH (:NGO)-[:HOLDS]->(l:Licence) RETURN l.until")
    assert len(rows(store, "MATCH (n:NGO)-[t:HOLDS]->(:Licence) RETURN t.id")) == 5


def test_a_row_that_is_gone_is_closed_and_comes_back(store: Store, ngos: Path) -> None:
    load(store, ngos)
    ngos.write_text("\n".join(NGOS.splitlines()[:-1]), encoding="utf-8")
    run = load(store, ngos)
    assert run.closed >= 1
    assert ("Quỹ Phù Sa (mẫu)",) not in rows(store, "MATCH (n:NGO) WHERE n.closed IS NULL RETURN n.name")
    assert ("Quỹ Phù Sa (mẫu)",) in rows(store, "MATCH (c:Claim) WHERE c.closed IS NOT NULL RETURN c.name")
    ngos.write_text(NGOS, encoding="utf-8")
    load(store, ngos)
    assert ("Quỹ Phù Sa (mẫu)",) in rows(store, "MATCH (n:NGO) WHERE n.closed IS NULL RETURN n.name")


def test_a_list_that_shrinks_by_more_than_a_fifth_asks_first(store: Store, ngos: Path) -> None:
    load(store, ngos)
    ngos.write_text("\n".join(NGOS.splitlines()[:-3]), encoding="utf-8")
    run = load(store, ngos)
    assert (run.closed, [(n.code, n.message("en").partition(" earlier")[0]) for n in run.notes]) == (
        0, [("list-shrunk", "3 of 6")],
    )  # fmt: skip
    assert load(store, ngos, accept_fall=True).closed == 3  # rows, of which each told an NGO and most a licence


def test_a_dry_run_says_the_same_and_writes_nothing(store: Store, ngos: Path) -> None:
    dry = load(store, ngos, dry_run=True)
    assert rows(store, "MATCH (n) WHERE n:Claim OR n:Run OR n:NGO RETURN n.id") == set()
    wet = load(store, ngos)
    assert (dry.read, dry.written, dry.quarantined) == (wet.read, wet.written, wet.quarantined)


def test_a_run_that_was_cut_off_is_resumed(store: Store, ngos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ngos.with_name("whole")
    whole.mkdir()
    real, calls = ingest.list_run.write_batch, 0

    def cut_off(*given: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        return real(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(ingest.list_run, "write_batch", cut_off)
    with pytest.raises(KeyboardInterrupt):
        load(store, ngos, batch=2)
    monkeypatch.undo()
    run = load(store, ngos, batch=2)
    assert (run.resumed, run.read) == (True, 6)
    assert len(rows(store, "MATCH (n:NGO) RETURN n.id")) == 6
    assert rows(store, "MATCH (r:Run) WHERE r.source = 'ngos' RETURN r.finished IS NULL") == {(False,)}


def test_what_was_cut_off_is_read_anew_by_a_mapping_put_right(embedded: Store, tmp_path: Path) -> None:
    row = "Pháp,ghi chú,0225 1\n"
    (table := tmp_path / "ban-be.csv").write_text(
        f"Bạn bè,Quê ở,A,B\nQuỹ Một (mẫu),{row}Quỹ Hai (mẫu),{row}", encoding="utf-8"
    )
    mapping = tmp_path / "ban-be.yaml"

    def mapped(note: str, phone: str, progress: Progress = quiet) -> RunReport:
        columns = f"{{Bạn bè: name, Quê ở: country, {note}: note, {phone}: phone}}"
        mapping.write_text(f"list: ngos\ncolumns: {columns}\n", encoding="utf-8")
        options = Options(reference=False, batch=1, mappings=mapping)
        return ingest_paths(embedded, [table], options=options, progress=progress).runs[-1]

    def cut_off(_: RunReport) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mapped("B", "A", cut_off)
    run = mapped("A", "B")
    assert (run.resumed, run.read, run.changed) == (False, 2, 1)
    assert rows(embedded, "MATCH (n:NGO) RETURN n.phone, n.note") == {("0225 1", "ghi chú")}


def test_one_source_is_loaded_by_one_run_at_a_time(store: Store, ngos: Path) -> None:
    load(store, ngos)
    with locked(store, "ngos"):
        run = load(store, ngos)
    assert (run.failed, [e.code for e in run.errors]) == (True, ["source-locked"])
    assert not load(store, ngos).failed


def test_a_run_whose_lease_went_to_another_while_it_read_closes_nothing(
    embedded: Store, ngos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(embedded, ngos)
    ngos.write_text("\n".join(NGOS.splitlines()[:-1]), encoding="utf-8")
    monkeypatch.setattr(ingest.lock, "LEASE", timedelta(0))  # lapsed as soon as it is given

    def overtaken(_: RunReport) -> None:
        monkeypatch.setattr(ingest.lock, "LEASE", timedelta(hours=1))
        SourceLock(embedded, "ngos").renew()

    (*_, failed) = ingest_paths(embedded, [ngos], None, Options(reference=False), overtaken).runs
    assert (failed.failed, [e.code for e in failed.errors]) == (True, ["source-locked"])
    assert rows(embedded, "MATCH (c:Claim) WHERE c.closed IS NOT NULL RETURN c.id") == set()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"just words\nand more words\n", "header-missing"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", "file-binary"),
        ("Quốc tịch,Ngày cấp,Ngày hết hạn\nPháp,2020,2021\n".encode(), None),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_how_to_mend_it(
    store: Store, tmp_path: Path, content: bytes, code: str | None
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    report = ingest_paths(store, [path], options=Options(reference=False))
    assert (report.exit_code, report.runs[0].failed) == (1, True)
    (error,) = report.runs[0].errors
    assert error.file == "list.csv"
    assert error.remedy("vi") and error.remedy("en")
    assert code is None or error.code == code


@pytest.fixture
def folder(tmp_path: Path, ngos: Path) -> Iterator[Path]:
    aid = "Mã dự án,Tên dự án,Nhà tài trợ,Lĩnh vực,Địa bàn,Cam kết (USD),Bắt đầu\n"
    aid += "VT-1,Trạm y tế xã (mẫu),Quỹ Bàn Tay Xanh (mẫu),Y tế,Hải Phòng,120000,2025\n"
    (tmp_path / "a-vien-tro.csv").write_text(aid, encoding="utf-8")
    yield tmp_path


def test_partners_are_read_before_what_mentions_them(store: Store, folder: Path) -> None:
    report = ingest_paths(store, [folder], options=Options(reference=False))
    assert [run.source for run in report.runs] == ["ngos", "aid"]
    funders = "MATCH (n:NGO)-[:FUNDS]->(a:AidItem) RETURN n.name, n.country, a.name"
    assert rows(store, funders) == {("Quỹ Bàn Tay Xanh (mẫu)", "JP", "Trạm y tế xã (mẫu)")}


def test_a_batch_that_is_too_much_is_halved_and_counted_whole(
    store: Store, ngos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ingest.list_run.write_batch

    def at_most_two(store: Store, origin: Origin, number: int | None, told: list[Statement], *more: Any) -> Outcome:
        if len({s.record for s in told}) > 2:
            raise QueryTooBig
        return real(store, origin, number, told, *more)

    monkeypatch.setattr(ingest.list_run, "write_batch", at_most_two)
    assert load(store, ngos).written == 6
    assert rows(store, "MATCH (b:Batch) RETURN b.number, b.written") == {(1, 6)}


def test_only_a_list_can_be_named_as_the_source_of_a_file(store: Store, ngos: Path) -> None:
    report = ingest_paths(store, [ngos], "reference_countries", Options(reference=False))
    assert [e.code for run in report.runs for e in run.errors] == ["source-unknown"]

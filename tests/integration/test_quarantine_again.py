"""Rows that wait while their list is loaded again: an officer's corrected export stays good."""

import csv
import io
import re
from pathlib import Path

import pytest

from graph.runs import waiting
from graph.store import Store
from ingest.export import MARK, as_csv, sheets
from ingest.quarantine import waiting as held
from ingest.report import Report, RunReport
from ingest.retry import retry
from ingest.revert import revert
from ingest.run import Options, ingest_paths
from tests.support import VIEWER, rows

PLAIN = Options(reference=False)
HEAD = "STT,Tên tổ chức,Quốc tịch,Địa bàn hoạt động\n"
BAD = [
    "2,Quỹ Hai (mẫu),Wakanda,Hải Phòng",
    "3,,Pháp,Hải Phòng",
    "4,,Pháp,Hải Phòng",
    "5,Quỹ Năm (mẫu),Nước Lạ,Hải Phòng",
]
ONE = ["1,Quỹ Một (mẫu),Nhật Bản,Hải Phòng", *BAD]
MORE = ["1,Quỹ Mới (mẫu),Úc,Hải Phòng", *(f"{int(line[0]) + 1}{line[1:]}" for line in ONE)]
"""The same list with a row put in at its head: all others stand one row lower and are numbered anew."""
NAMES = "MATCH (n:NGO) WHERE n.closed IS NULL RETURN n.name, n.country"


def load(store: Store, path: Path, lines: list[str]) -> RunReport:
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return ingest_paths(store, [path], options=PLAIN).runs[-1]


def exported(store: Store, path: Path) -> Path:
    path.write_bytes(as_csv(sheets(held(store, VIEWER), "vi")))
    return path


def mended(path: Path, *changes: tuple[str, str]) -> Path:
    """The export with its texts changed, each the first time that it stands there."""
    text = path.read_text(encoding="utf-8-sig")
    for was, is_ in changes:
        assert was in text
        text = text.replace(was, is_, 1)
    path.write_text(text, encoding="utf-8-sig")
    return path


def again(store: Store, file: Path, run: str | None = None) -> tuple[int, int, list[str]]:
    """Rows read and taken, and the notes."""
    report: Report = retry(store, run, file, PLAIN)
    return (
        sum(r.read for r in report.runs), sum(r.written for r in report.runs),
        [n.code for r in report.runs for n in r.notes],
    )  # fmt: skip


ALL = (("Wakanda", "Hoa Kỳ"), ("3,,Pháp", "3,Quỹ Ba (mẫu),Pháp"), ("4,,Pháp", "4,Quỹ Tư (mẫu),Bỉ"), ("Nước Lạ", "Đức"))
RIGHT = {("Quỹ Hai (mẫu)", "US"), ("Quỹ Ba (mẫu)", "FR"), ("Quỹ Tư (mẫu)", "BE"), ("Quỹ Năm (mẫu)", "DE")}


@pytest.fixture
def ngos(tmp_path: Path) -> Path:
    return tmp_path / "ngo.csv"


def test_a_corrected_export_is_taken_though_the_list_was_loaded_again(store: Store, ngos: Path, tmp_path: Path) -> None:
    first = load(store, ngos, ONE)
    file = mended(exported(store, tmp_path / "can-sua.csv"), *ALL)
    second = load(store, ngos, MORE)
    assert (first.quarantined, second.quarantined, waiting(store, VIEWER, "vi")["total"]) == (4, 4, 4)
    assert len({one.mark for one in held(store, VIEWER)}) == 4  # equal rows too have marks of their own
    assert again(store, file, first.run) == (4, 4, [])
    assert rows(store, NAMES) >= RIGHT
    assert again(store, file) == (0, 0, ["row-settled"] * 4)
    third = load(store, ngos, MORE)  # uncorrected once more: asked once more, and answered by the same file
    assert waiting(store, VIEWER, "vi")["total"] == 4
    revert(store, str(second.run))
    assert again(store, file) == (4, 0, [])
    revert(store, str(third.run))
    assert [one.run for one in held(store, VIEWER)] == [first.run] * 4


def test_a_row_half_corrected_is_still_known_when_its_list_is_loaded_again(
    embedded: Store, ngos: Path, tmp_path: Path
) -> None:
    load(embedded, ngos, ["1,,Wakanda,Hải Phòng"])
    file = mended(exported(embedded, tmp_path / "can-sua.csv"), ("Wakanda", "Hoa Kỳ"))
    assert again(embedded, file) == (1, 0, [])
    load(embedded, ngos, ["1,,Wakanda,Hải Phòng"])
    assert again(embedded, mended(file, ("1,,", "1,Quỹ Hai (mẫu),"))) == (1, 1, [])


def test_an_export_sorted_thinned_and_widened_in_a_spreadsheet_is_taken_and_its_own_column_is_told(
    embedded: Store, ngos: Path, tmp_path: Path
) -> None:
    load(embedded, ngos, ONE)
    file = mended(exported(embedded, tmp_path / "can-sua.csv"), *ALL)
    head, *body = csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")))
    wide = [
        [*row[:2], more, *row[2:]] for row, more in zip([head, *body[::-1][:3]], ["Ý kiến", "x", "", ""], strict=True)
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(line for row in wide for line in (row, [""] * len(row)))
    file.write_text(text.getvalue(), encoding="utf-8-sig")
    assert again(embedded, file) == (3, 3, ["column-untaken"])
    assert [one.original.number for one in held(embedded, VIEWER)] == [3]
    assert rows(embedded, NAMES) >= RIGHT - {("Quỹ Hai (mẫu)", "US")}


def test_rows_that_a_newer_list_changed_or_left_out_wait_no_more_and_are_not_written_over(
    embedded: Store, ngos: Path, tmp_path: Path
) -> None:
    load(embedded, ngos, ONE)
    file = mended(exported(embedded, tmp_path / "can-sua.csv"), *ALL)
    load(embedded, ngos, [ONE[0], "2,Quỹ Hai (mẫu),Na Uy,Hải Phòng", ONE[2]])
    assert waiting(embedded, VIEWER, "vi")["total"] == 1
    assert again(embedded, file) == (1, 1, ["row-settled"] * 3)
    assert rows(embedded, NAMES) >= {("Quỹ Hai (mẫu)", "NO"), ("Quỹ Ba (mẫu)", "FR")}
    assert MARK in file.read_text(encoding="utf-8-sig")


def test_two_values_in_a_cell_are_asked_one_by_one_and_answered_as_the_remedy_says(
    embedded: Store, ngos: Path, tmp_path: Path
) -> None:
    head = "STT,Tên tổ chức,Quốc tịch,Lĩnh vực,Địa bàn hoạt động\n"
    lines = "1,Quỹ A (mẫu),Pháp,Health/Magic,Huyện A/Huyện B\n2,Quỹ B (mẫu),Pháp,Y tế,Huyện A và Nơi Lạ\n"
    ngos.write_text(head + lines, encoding="utf-8")
    options = Options(reference=False, mappings=tmp_path / "mappings")
    first = ingest_paths(embedded, [ngos], options=options).runs[-1]
    assert [(e.row, e.code, e.value) for e in first.errors] == [
        (2, "district-alone", "Huyện A"), (2, "district-alone", "Huyện B"), (2, "sector-unknown", "Magic"),
        (3, "district-alone", "Huyện A"), (3, "place-unknown", "Nơi Lạ"),
    ]  # fmt: skip
    shown = {e.value: found[1] for e in first.errors if (found := re.search("“([^”]+, Hải Phòng)”", e.remedy("vi")))}
    answers = shown | {"nơi lạ": "Hải Phòng; Quảng Ninh", "Magic": "Giáo dục; Môi trường"}
    assert {(n, shown[n]) for n in ("Huyện A", "Huyện B")} == {(n, f"{n}, Hải Phòng") for n in ("Huyện A", "Huyện B")}
    assert [(r.written, r.quarantined) for r in retry(embedded, None, None, options, answers=answers).runs] == [(2, 0)]
    worked = {
        ("Quỹ A (mẫu)", "Huyện A, Hải Phòng"), ("Quỹ A (mẫu)", "Huyện B, Hải Phòng"), ("Quỹ B (mẫu)", "Huyện A, Hải Phòng"),
        ("Quỹ B (mẫu)", "Hải Phòng"), ("Quỹ B (mẫu)", "Quảng Ninh"),
    }  # fmt: skip
    assert rows(embedded, "MATCH (n:NGO)-[:WORKS_IN]->(p) RETURN n.name, p.name") == worked
    later = ingest_paths(embedded, [ngos], options=options).runs[-1]
    assert (later.unchanged, later.quarantined) == (2, 0)  # the answers are remembered


def test_an_answer_that_is_not_understood_is_told_and_neither_used_nor_remembered(
    embedded: Store, ngos: Path, tmp_path: Path
) -> None:
    ngos.write_text('STT,Tên tổ chức,Quốc tịch,Lĩnh vực\n1,Quỹ A (mẫu),Pháp,"Y tế, Magic"\n', encoding="utf-8")
    options = Options(reference=False, mappings=tmp_path / "mappings")
    ingest_paths(embedded, [ngos], options=options)

    def said(**answers: str) -> tuple[int, int, list[str]]:
        (run,) = retry(embedded, None, None, options, answers=answers).runs
        return run.written, run.quarantined, [note.code for note in run.notes]

    assert said(Magic="Phép lạ") == (0, 1, ["answer-refused"])
    assert said(Majic="Y tế") == (0, 1, ["answer-idle"])
    assert not [*tmp_path.glob("mappings/*.yaml")]
    assert said(magic="Giáo dục") == (1, 0, [])
    later = ingest_paths(embedded, [ngos], options=options).runs[-1]
    assert (later.unchanged, later.quarantined) == (1, 0)

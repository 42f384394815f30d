"""Records that wait, laid out as their tables, and what an officer's corrections make of them; no engine."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.corrected_export import read_corrected
from ingest.export import ERRORS, MARK, as_csv, sheets
from ingest.export_xlsx import as_xlsx
from ingest.files import pieces
from ingest.originals import Original
from ingest.problems import FileProblem
from ingest.quarantine import Waiting
from ingest.record import Record
from tests.support import RecordingStore

HEAD = "STT,Tên tổ chức,Quốc tịch,Giấy đăng ký,,Ghi chú\n,,,Số,Ngày cấp,\n"


def waits(record: Record, id_: str, *problems: tuple[int, str, str]) -> Waiting:
    told = [{"sheet": "", "row": r, "column": c, "code": "x", "vi": said, "en": said} for r, c, said in problems]
    return Waiting(id_, "run", "aid", "list.csv", record.sheet, json.loads(json.dumps(told)), Original.of(record), id_)


@pytest.fixture
def table(tmp_path: Path) -> list[Waiting]:
    """Two records of a table with two rows of headings, the first on two lines."""
    path = tmp_path / "ngo.csv"
    path.write_text(HEAD + "1,Quỹ A,=cmd,7,2020,100\n,,,8,2021,\n2,Quỹ B,+84 225,,,-5\n", encoding="utf-8")
    one, two = next(pieces(path, "ngos", RecordingStore())).records
    return [
        waits(one, "q-1", (3, "C", "sai tên"), (3, "C", "sai nữa"), (4, "F", "thiếu tiền")),
        waits(two, "q-2", (5, "", "trùng")),
    ]


@pytest.fixture
def fields() -> list[Waiting]:
    """Two records of a format without cells."""
    one = Record.of("a.json", 1, {"name": ["Quỹ A", "Fund A"], "since": date(2020, 1, 2)})
    two = Record.of("a.json", 2, {"name": "Quỹ B", "place": "X"})
    return [waits(one, "q-1", (1, "since", "sai ngày")), waits(two, "q-2", (2, "place", "sai nơi"))]


def saved(tmp_path: Path, held: list[Waiting], change: Callable[[Any], None] = lambda _: None) -> Path:
    """The workbook, as the officer leaves it."""
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(sheets(held, "vi"))))
    change(book.worksheets[0])
    book.save(tmp_path / "can-sua.xlsx")
    return tmp_path / "can-sua.xlsx"


def test_signs_that_no_workbook_holds_are_left_out_of_it(tmp_path: Path) -> None:
    held = [waits(Record.of("a.json", 1, {"name": "Quỹ\x01 A\uffff\ud800"}), "q-1", (1, "name", "sai"))]
    corrected = read_corrected(saved(tmp_path, held))
    assert corrected.rows["q-1"].values[0] == "Quỹ A" and as_csv(sheets(held, "vi"))


def values(original: Original | None) -> list[list[Any]]:
    assert original
    return [line.values for line in original.lines]


def test_the_workbook_is_the_original_table_with_what_to_mend_and_whose_row_it_is(table: list[Waiting]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(sheets(table, "vi")))).worksheets[0]
    said = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert said[1] == ["STT", "Tên tổ chức", "Quốc tịch", "Số", "Ngày cấp", "Ghi chú", ERRORS, MARK]
    assert said[2] == ["1", "Quỹ A", "=cmd", "7", "2020", "100", "Quốc tịch: sai tên\nQuốc tịch: sai nữa", "q-1"]
    assert said[3][3:] == ["8", "2021", None, "Ghi chú: thiếu tiền", "q-1.2"]
    assert said[4][6:] == ["trùng", "q-2"]
    marked = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert marked == {"C3": "sai tên\nsai nữa", "F4": "thiếu tiền"}
    assert {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"} == set()


def test_the_csv_opens_in_excel_and_holds_no_formula(table: list[Waiting]) -> None:
    written = as_csv(sheets(table, "vi"))
    assert written.startswith(b"\xef\xbb\xbf")
    assert b",'=cmd," in written and b",'+84 225,,,-5," in written


def test_an_export_that_nobody_touched_changes_nothing(
    tmp_path: Path, table: list[Waiting], fields: list[Waiting]
) -> None:
    (tmp_path / "table.csv").write_bytes(as_csv(sheets(table, "vi")))
    for held, path in ((table, tmp_path / "table.csv"), (table, None), (fields, None)):
        given = read_corrected(path or saved(tmp_path, held))
        assert [given.of(one.id, one.original) for one in held] == [one.original for one in held]


def test_what_an_officer_changes_is_taken_wherever_rows_and_columns_went(tmp_path: Path, table: list[Waiting]) -> None:
    def change(sheet: Any) -> None:
        sheet["C3"], sheet["E3"] = "Pháp", date(2020, 5, 6)
        sheet.delete_rows(4)  # the second line of the first record
        sheet.insert_rows(3)
        sheet.insert_cols(2)
        sheet.append([None, "Dòng mới"])

    given = read_corrected(saved(tmp_path, table, change))
    assert values(given.of("q-1", table[0].original)) == [["1", "Quỹ A", "Pháp", "7", date(2020, 5, 6), "100"]]
    assert given.of("q-2", table[1].original) == table[1].original
    assert [stray.code for stray in given.strays] == ["row-stray"]


def test_a_deleted_row_is_left_alone_and_a_file_without_marks_is_refused(tmp_path: Path, table: list[Waiting]) -> None:
    path = saved(tmp_path, table, lambda sheet: sheet.delete_rows(5))
    assert read_corrected(path).of("q-2", table[1].original) is None
    with pytest.raises(FileProblem) as refused:
        read_corrected(saved(tmp_path, table, lambda sheet: sheet.delete_cols(8)))
    assert refused.value.problem.code == "export-unmarked"


def test_fields_of_a_format_without_cells_can_be_corrected_too(tmp_path: Path, fields: list[Waiting]) -> None:
    def change(sheet: Any) -> None:
        sheet["A2"], sheet["B2"], sheet["C2"] = "Quỹ A\nA Fund\nQuỹ Á", "2021", "Hải Phòng"

    given = read_corrected(saved(tmp_path, fields, change))
    first = given.of("q-1", fields[0].original)
    assert first and first.said == {"name": ["Quỹ A", "A Fund", "Quỹ Á"], "since": ["2021"], "place": ["Hải Phòng"]}
    assert given.of("q-2", fields[1].original) == fields[1].original


def test_a_number_typed_for_a_field_stays_that_number(tmp_path: Path, fields: list[Waiting]) -> None:
    def change(sheet: Any) -> None:
        sheet["B2"], sheet["C2"], sheet["C3"] = None, 12.345, 7

    given = read_corrected(saved(tmp_path, fields, change))
    said = [one.said for held in fields if (one := given.of(held.id, held.original))]
    assert said == [{"name": ["Quỹ A", "Fund A"], "place": [12.345]}, {"name": ["Quỹ B"], "place": [7]}]


def test_tables_of_one_name_stand_on_sheets_of_their_own(table: list[Waiting], fields: list[Waiting]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(sheets([*table, *fields], "vi"))))
    assert book.sheetnames == ["list", "list (2)"]

"""Files as officers send them: what is read, what is passed over, what is refused and how it is said."""

import io
import re
import tracemalloc
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.worksheet.worksheet import Worksheet

from ingest.files import lists
from ingest.headings import UntoldList, vocabulary
from ingest.mapping.folder import NONE
from ingest.problems import FileProblem, RowProblem
from ingest.readers import CELL_LIMIT, Row, Table, open_table_file, read_tables, records
from ingest.source import all_sources
from ingest.values import Money, parse_date

DATA = Path(__file__).parents[1] / "data" / "tables"
HEAD = ["STT", "Tên TCPCPNN", "Quốc tịch", "Số GĐK", "Ngày hết hạn"]
ONE = [1, "Tổ chức Mẫu", "Đức", "12/CNV", "31/12/2026"]


def workbook(
    path: Path,
    *rows: list[object],
    merged: tuple[str, ...] = (),
    more: Callable[[openpyxl.Workbook], None] | None = None,
) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet, *rows, merged=merged)
    if more:
        more(book)
    book.save(path)
    return path


def fill(sheet: Worksheet, *rows: list[object], merged: tuple[str, ...] = ()) -> None:
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def texts(path: Path, field: str = "name") -> list[str]:
    return [row.text(field) for table in read_tables(path) for row in table.rows]


def only(path: Path) -> tuple[Table, list[Row]]:
    ((table, rows),) = [(table, list(table.rows)) for table in read_tables(path)]
    return table, rows


def all_rows(path: Path) -> list[Row]:
    return [row for table in read_tables(path) for row in table.rows]


def refused(path: Path) -> str:
    with pytest.raises(FileProblem) as found:
        all_rows(path)
    assert found.value.problem.file == path.name
    assert found.value.problem.remedy("vi")
    assert found.value.problem.remedy("en")
    return found.value.problem.code


def csv_of(*rows: list[object], sign: str = ",") -> str:
    return "".join(sign.join(str(value) for value in row) + "\n" for row in rows)


# One list as an officer keeps it


def test_a_list_with_letterhead_two_heading_rows_sections_totals_and_signatures() -> None:
    table, rows = only(DATA / "vien-tro.csv")
    found = [
        [(row.number, row.section, row.text("title"), row.text("funder"), row.text("committed")) for row in record]
        for record in records(rows, ["title"])
    ]
    assert found == [
        [(9, "Lĩnh vực y tế", "Trạm y tế xã\n(giai đoạn 2)", "Quỹ Mẫu Một", "1.200,5"),
         (10, "Lĩnh vực y tế", "", "Quỹ Mẫu Hai", "300")],
        [(11, "Lĩnh vực y tế", "Khám mắt cho học sinh", "Quỹ Mẫu Ba", "450")],
        [(14, "Lĩnh vực giáo dục", "Thư viện trường học", "Quỹ Mẫu Một", "80")],
    ]  # fmt: skip
    assert (table.list, table.heading_row, table.unit) == ("aid", 5, "triệu đồng")
    assert table.skipped == {"heading": 1, "section": 2, "total": 2, "note": 4}


def test_a_row_reads_its_values_with_the_unit_above_the_table() -> None:
    first, *_, last = all_rows(DATA / "vien-tro.csv")
    assert first.money("committed") == Money(1_200_500_000, "VND")
    assert first.read("approved", parse_date) == "2024-06-05"
    assert last.money("disbursed") is None


def test_the_same_list_as_a_workbook_with_merged_cells(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ["UBND THÀNH PHỐ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["DANH MỤC DỰ ÁN VIỆN TRỢ"], [],
        ["TT", "Tên chương trình,\ndự án *", "Nhà tài trợ", "Kinh phí (USD)", None, "Ngày\nphê duyệt"],
        [None, None, None, "Cam kết", "Giải ngân", None],
        ["A. Y tế"],
        [1, "Dự án A", "Quỹ Một", 100, 50.5, date(2024, 5, 6)],
        [None, None, "Quỹ Hai", 200, None, None],
        ["B", "Giáo dục", None, 300, 20],
        [2, "Dự án B", "Quỹ Ba", 10, None, "5/2023"],
        ["Tổng cộng", None, None, 310],
        merged=("A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:F5", "A6:F6", "A7:A8", "B7:B8", "F7:F8"),
    )  # fmt: skip
    table, rows = only(path)
    assert table.columns[3].unit == "USD"
    first, second = list(records(rows, ["title"]))
    assert [(row.text("funder"), row.money("committed"), row.section) for row in first] == [
        ("Quỹ Một", Money(100, "USD"), "Y tế"), ("Quỹ Hai", Money(200, "USD"), "Y tế")]  # fmt: skip
    assert [row.cells["approved"].spread for row in first] == [False, True]
    assert first[0].cells["approved"].value == date(2024, 5, 6)
    assert [(row.text("title"), row.section, row.read("approved", parse_date)) for row in second] == [
        ("Dự án B", "Giáo dục", "2023-05")]  # fmt: skip


def test_cells_keep_their_excel_address(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", [], [None, *HEAD], [None, *ONE])
    plain = written(tmp_path / "a.csv", "\n" + csv_of(["", *HEAD], ["", *ONE]))
    assert [row.cells["name"].address for row in (*all_rows(book), *all_rows(plain))] == ["C3", "C3"]


def test_a_value_that_cannot_be_read_tells_file_sheet_row_and_column(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEAD, [*ONE[:4], "31/02/2026"])
    with pytest.raises(RowProblem) as found:
        all_rows(path)[0].read("licence_expires", parse_date)
    where = found.value.problem
    assert (where.file, where.sheet, where.row, where.column, where.code) == (
        "a.xlsx",
        "Sheet",
        2,
        "E",
        "date-impossible",
    )


def test_a_missing_value_that_is_needed_tells_the_row(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", csv_of(HEAD, [1, "", "Đức", "12", ""]))
    with pytest.raises(RowProblem, match="dòng 2"):
        all_rows(path)[0].need("name")


def test_unknown_columns_are_told_and_their_values_kept(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", csv_of([*HEAD, "Màu sắc"], [*ONE, "đỏ"]))
    table, (row,) = only(path)
    assert table.unknown() == {"F": "Màu sắc"}
    assert row.unknown == {"Màu sắc": "đỏ"}


def test_two_columns_of_one_field_are_both_kept(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", csv_of([*HEAD, "Điện thoại", "Di động"], [*ONE, "0225 1", "0912"]))
    (row,) = all_rows(path)
    assert row.text("phone") == "0225 1; 0912"
    assert [cell.address for cell in row.all("phone")] == ["F2", "G2"]


def test_whole_numbers_dates_and_texts_come_as_they_are(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEAD, [1, "A", 2.5, 12, date(2026, 12, 31)])
    (row,) = all_rows(path)
    assert [cell.value for cell in row.cells.values()] == [1, "A", 2.5, 12, date(2026, 12, 31)]
    assert row.text("licence_number") == "12"


# Lines that are no records


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (["Tổng cộng", "", "", 46], "total"),
        (["", "Tổng số: 46 tổ chức"], "total"),
        (["", "CỘNG", "", "", 3], "total"),
        (["Total", "", "", 46], "total"),
        (["II", "Châu Á"], "section"),
        (["II. Châu Á"], "section"),
        (["B", "Châu Á", "", 12], "section"),
        (["Ghi chú: số liệu tạm tính"], "note"),
        (["Người lập biểu", "", "", "Giám đốc"], "note"),
        (["Nơi nhận:"], "note"),
        (["", "", "", "Hải Phòng, ngày 5 tháng 1 năm 2026"], "note"),
        (HEAD, "heading"),
        (["(1)", "(2)", "(3)", "(4)", "(5)"], "heading"),
    ],
)
def test_a_line_that_is_no_record(tmp_path: Path, line: list[object], kind: str) -> None:
    path = workbook(tmp_path / "a.xlsx", HEAD, ONE, [value or None for value in line])
    table, rows = only(path)
    assert [row.text("name") for row in rows] == ["Tổ chức Mẫu"]
    assert table.skipped == {kind: 1}


@pytest.mark.parametrize(
    "name",
    [
        "Tổng công ty Mẫu",
        "Công ty Mẫu",
        "Total Energies",
        "Tổng hội Y học",
        "Cộng đồng Mẫu",
        "Nguồn sáng",
        "Châu Á Mẫu",
    ],
)
def test_an_organization_whose_name_looks_like_a_total_or_note_is_a_record(tmp_path: Path, name: str) -> None:
    assert texts(written(tmp_path / "a.csv", csv_of(HEAD, [1, name, "Đức", "12", ""]))) == [name]


def test_data_after_a_footnote_go_on(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", csv_of(HEAD, ONE, ["Ghi chú: xem dưới"], [2, "Sau", "Mỹ", "13", "2027"]))
    assert texts(path) == ["Tổ chức Mẫu", "Sau"]


def test_two_tables_of_two_lists_in_one_sheet(tmp_path: Path) -> None:
    other = ["TT", "Họ và tên", "Chức vụ", "Cơ quan", "Điện thoại"]
    path = workbook(
        tmp_path / "a.xlsx", HEAD, ONE, [], ["II. DANH BẠ"], other, [1, "Nguyễn Văn Mẫu", "Giám đốc", "Sở Mẫu", "0225"]
    )
    assert [(table.list, [row.text("name") for row in table.rows]) for table in read_tables(path)] == [
        ("ngos", ["Tổ chức Mẫu"]), ("people", ["Nguyễn Văn Mẫu"])]  # fmt: skip


def test_several_sheets_hidden_ones_too(tmp_path: Path) -> None:
    def more(book: openpyxl.Workbook) -> None:
        book.create_sheet("Trống")
        fill(book.create_sheet("Cũ"), HEAD, [1, "Cũ", "Mỹ", "1", "2020"])
        book["Cũ"].sheet_state = "hidden"

    path = workbook(tmp_path / "a.xlsx", HEAD, ONE, more=more)
    assert [(table.sheet, table.hidden, [row.text("name") for row in table.rows]) for table in read_tables(path)] == [
        ("Sheet", False, ["Tổ chức Mẫu"]), ("Cũ", True, ["Cũ"])]  # fmt: skip


def test_a_sheet_whose_list_cannot_be_told_does_not_keep_the_others_out(tmp_path: Path) -> None:
    vague = ["STT", "Tên", "Quốc gia", "Ghi chú"]

    def more(book: openpyxl.Workbook) -> None:
        fill(book.create_sheet("Hai"), HEAD, ONE, [], vague, [1, "B", "Mỹ", "y"], [], HEAD, [*ONE[:-1], ""])

    path = workbook(tmp_path / "a.xlsx", vague, [1, "A", "Mỹ", "x"], more=more)
    read: list[str] = []
    with pytest.raises(UntoldList) as found:
        for table in read_tables(path):
            read += [row.text("name") for row in table.rows]
    assert read == ["Tổ chức Mẫu", "Tổ chức Mẫu"]
    wrong = [("list-ambiguous", "Sheet", 1), ("list-ambiguous", "Hai", 4)]
    assert [(one.code, one.sheet, one.row) for one in found.value.problems] == wrong


def test_a_sheet_without_known_headings_is_told_beside_the_others(tmp_path: Path) -> None:
    def more(book: openpyxl.Workbook) -> None:
        fill(book.create_sheet("Lạ"), ["Ai đó", "Quê"], ["A (mẫu)", "Mỹ"], [], ["B (mẫu)", "Mỹ"])
        fill(book.create_sheet("Chọn"), ["Mỹ"], ["Pháp"])
        book["Chọn"].sheet_state = "hidden"

    path = workbook(tmp_path / "a.xlsx", HEAD, ONE, more=more)
    found = list(lists(path, None, NONE, ""))
    assert [len(list(piece.records)) for piece in found] == [1, 0]
    assert [(n.code, n.sheet, n.detail["count"]) for n in found[1].notes] == [("lines-unread", "Lạ", "3")]


def test_two_columns_of_one_meaning_are_told_and_make_no_name_of_two(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.csv", csv_of([*HEAD, "Tên TCPCPNN", "Ghi chú", "Ghi chú"], [*ONE, "TCM", "một", "hai"])
    )
    (piece,) = lists(path, None, NONE, "")
    assert [(n.code, n.column, n.detail.get("first")) for n in piece.notes] == [
        ("column-twice", "F", "B"), ("column-twice", "H", "G")]  # fmt: skip
    (record,) = piece.records
    assert (record.need("name"), record.text("note")) == ("Tổ chức Mẫu", "một; hai")


@pytest.mark.parametrize("name", ["-", "Không có", "N/A"])
def test_a_dash_is_no_name(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / "a.csv", csv_of(HEAD, [1, name, *ONE[2:]]))
    (record,) = next(lists(path, None, NONE, "")).records
    with pytest.raises(RowProblem, match="Tên TCPCPNN"):
        all_sources()["ngos"].statements(record)


def test_the_list_can_be_named_where_the_headings_do_not_tell(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "Tên,Quốc gia,Ghi chú\nMẫu,Đức,x\n")
    said = [
        (row.text("name"), row.text("country")) for table in read_tables(path, vocabulary("ngos")) for row in table.rows
    ]
    assert said == [("Mẫu", "Đức")]


def test_a_required_column_that_is_missing_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "Quốc gia,Ghi chú\nĐức,x\n")
    with pytest.raises(FileProblem, match="Tổ chức phi chính phủ: Tên tổ chức"):
        list(read_tables(path, vocabulary("ngos"), {"ngos": ["name"]}))


# Encodings and delimiters


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_that_breaks_off_within_a_letter_loses_only_its_last_row(tmp_path: Path, encoding: str) -> None:
    whole = csv_of(HEAD, ONE, [*ONE[:-1], "Hàn Quố"]).rstrip("\n").encode(encoding)
    (path := tmp_path / "a.csv").write_bytes(whole[:-1])
    good, cut = (row for table in read_tables(path) for row in table.rows)
    assert (good.problem, good.text("name")) == (None, "Tổ chức Mẫu")
    assert cut.problem and (cut.problem.code, cut.problem.row) == ("row-cut", 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_any_encoding_and_delimiter(tmp_path: Path, encoding: str, sign: str) -> None:
    text = csv_of(HEAD, ONE, sign=sign)
    path = tmp_path / "a.csv"
    path.write_bytes(windows_1258(text) if encoding == "cp1258" else text.encode(encoding))
    assert texts(path) == ["Tổ chức Mẫu"]


def test_utf_16_with_half_a_sign_inside_is_refused_with_the_line(tmp_path: Path) -> None:
    (path := tmp_path / "a.csv").write_bytes(csv_of(HEAD, ONE).encode("utf-16-le") + b"\x00\xd8a\x00")
    with pytest.raises(FileProblem) as refused:
        texts(path)
    assert refused.value.problem.code == "encoding-unknown"


def windows_1258(text: str) -> bytes:
    """Letters with their hats composed and their tones apart, as Windows writes Vietnamese."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    apart = unicodedata.normalize("NFD", text)
    moved = re.sub(f"([{tones}])([\u0302\u0306\u031b])", r"\2\1", apart)
    return "".join(unicodedata.normalize("NFC", part) for part in re.split(f"(?=[{tones}])", moved)).encode("cp1258")


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", unicodedata.normalize("NFD", csv_of(HEAD, ONE)))
    assert texts(path) == ["Tổ chức Mẫu"]


def test_a_line_that_states_the_delimiter_is_heeded(tmp_path: Path) -> None:
    assert texts(written(tmp_path / "a.csv", "sep=;\n" + csv_of(HEAD, ONE, sign=";"))) == ["Tổ chức Mẫu"]


def test_a_table_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", HEAD, ONE)
    assert texts(book.rename(tmp_path / "a.csv")) == ["Tổ chức Mẫu"]
    assert texts(written(tmp_path / "b.xlsx", csv_of(HEAD, ONE))) == ["Tổ chức Mẫu"]


def test_a_long_list_is_streamed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", csv_of(HEAD, *([n, f"Tổ chức {n}", "Đức", n, "x" * 4000] for n in range(2_000))))
    tracemalloc.start()
    assert sum(1 for table in read_tables(path) for _ in table.rows) == 2_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert path.stat().st_size > 8_000_000
    assert peak < 4_000_000


# Bad input: the good rows go in


@pytest.mark.parametrize(("cell", "code"), [("x" * 1_000_000, "cell-too-long"), ("a\0b", "cell-control")])
def test_an_unusable_cell_refuses_its_row_alone(tmp_path: Path, cell: str, code: str) -> None:
    path = written(tmp_path / "a.csv", csv_of(HEAD, ONE, [2, cell, "Mỹ", "13", ""], [3, "Sau", "Mỹ", "14", ""]))
    before, bad, after = all_rows(path)
    assert (before.text("name"), before.problem, after.text("name"), after.problem) == (
        "Tổ chức Mẫu",
        None,
        "Sau",
        None,
    )
    assert bad.problem is not None
    assert (bad.problem.code, bad.problem.row, bad.problem.column) == (code, 3, "B")
    assert len(bad.problem.value) <= 120


def test_the_longest_cell_that_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", csv_of(HEAD, [1, "x" * CELL_LIMIT, "Mỹ", "13", ""]))
    assert [row.problem for row in all_rows(path)] == [None]


def test_a_quote_that_is_never_closed_is_told_where_it_opens(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", csv_of(HEAD, ONE, [2, '"Hở', "Mỹ", "13", ""], [3, "Sau", "Mỹ", "14", ""]))
    *_, bad = all_rows(path)
    assert bad.problem is not None
    assert (bad.problem.code, bad.problem.row) == ("quote-open", 3)


def test_a_row_with_more_values_than_headings_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", csv_of(HEAD, ONE, [2, "Tổ chức, chi nhánh", "Mỹ", "13", "2027"]))
    bad = all_rows(path)[1].problem
    assert bad is not None
    assert (bad.code, bad.row, bad.column) == ("row-shifted", 3, "F")


def test_a_continuation_never_joins_the_record_before_a_refused_row(tmp_path: Path) -> None:
    head = ["Tên dự án", "Nhà tài trợ", "Cam kết (USD)", "Số QĐ phê duyệt"]
    path = written(
        tmp_path / "a.csv", csv_of(head, ["A", "Một", "1", ""], ["B\0", "Hai", "2", ""], ["", "Ba", "3", ""])
    )
    _, rows = only(path)
    assert [[row.text("funder") for row in record] for record in records(rows, ["title"])] == [["Một"], ["Hai", "Ba"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"\xef\xbb\xbf\r\n", "file-empty"),
        (b",,,\n,,,\n", "file-empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "file-binary"),
        (bytes(range(256)) * 40, "file-binary"),
        (b"%PDF-1.7", "file-binary"),
        (b"PK\x03\x04" + b"junk" * 100, "file-corrupt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file-corrupt"),
        (b"<html><table><tr><td>STT</td></tr></table></html>", "file-html"),
        ("Xin chào\nđây không phải bảng\n".encode(), "header-missing"),
        ("STT,T\u00c0n\nd\u00f2ng\u00ff\n".encode("latin-1") + b"\x81\x8d\x9d" * 5, "encoding-unknown"),
        ("STT,Tªn tæ chøc,Quèc tÞch\n1,Héi h÷u nghÞ,§øc\n".encode("latin-1"), "encoding-font"),
        (b"\xff\xfeS\x00T\x00\x00\xd8\x00\xd8", "encoding-unknown"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_remedy(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert refused(path) == code


CELLS = st.one_of(
    st.sampled_from(["STT", "Tên TCPCPNN", "Quốc tịch", "Số GĐK", "Tổng cộng", "I", "1", "", '"', "\0", "(1)"]),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=6),
)


@given(rows=st.lists(st.lists(CELLS, max_size=5), max_size=8), sign=st.sampled_from(",;\t"))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_csv_holds_it_is_read_or_refused(tmp_path: Path, rows: list[list[object]], sign: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(csv_of(*rows, sign=sign), encoding="utf-8")
    try:
        numbers = [row.number for row in all_rows(path)]
    except FileProblem as refusal:
        assert refusal.problem.file == "a.csv"
    else:
        assert numbers == sorted(numbers)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.csv") == "file-missing"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path) == "file-unreadable"


def test_a_workbook_with_a_password_is_refused(tmp_path: Path) -> None:
    locked = io.BytesIO()
    with workbook(tmp_path / "a.xlsx", HEAD, ONE).open("rb") as plain:
        OOXMLFile(plain).encrypt("mật khẩu", locked)
    (tmp_path / "b.xlsx").write_bytes(locked.getvalue())
    assert refused(tmp_path / "b.xlsx") == "file-password"


def test_a_workbook_cut_short_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEAD, ONE)
    path.write_bytes(path.read_bytes()[:3000])
    assert refused(path) == "file-corrupt"


def test_a_document_is_not_taken_for_a_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refused(tmp_path / "a.xlsx") == "file-binary"


def test_a_stray_cell_in_the_last_corner_does_not_take_all_memory(tmp_path: Path) -> None:
    def more(book: openpyxl.Workbook) -> None:
        book["Sheet"]["XFD1048576"] = "x"

    assert refused(workbook(tmp_path / "a.xlsx", HEAD, ONE, more=more)) == "file-too-large"


def test_sheets_give_every_line_as_it_lies(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["a"], [], [None, "b", "c"], merged=("B3:B4",))
    (sheet,) = open_table_file(path)
    assert [(line.number, line.values) for line in sheet.lines] == [
        (1, ["a", None, None]), (2, [None, None, None]), (3, [None, "b", "c"])]  # fmt: skip


def test_a_missing_value_is_told_by_the_heading_and_column_of_its_list(tmp_path: Path) -> None:
    path = tmp_path / "ngo.csv"
    path.write_text("STT,Tên tổ chức,Quốc tịch\n1,,Pháp\n", encoding="utf-8")
    found = read_tables(path)
    (row,) = next(found).rows
    with pytest.raises(RowProblem) as wrong:
        row.need("name")
    assert (wrong.value.problem.column, wrong.value.problem.detail["field"]) == ("B", "Tên tổ chức")

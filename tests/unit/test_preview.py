"""What a file is taken for before it is loaded, and how an officer's correction of its columns is remembered."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from graph.asked import BadRequest
from ingest.estimate import records_about
from ingest.mapping.correction import correct
from ingest.mapping.folder import Mappings
from ingest.mapping.model import Mapping
from ingest.mapping.said import Place
from ingest.mapping.text import read_mapping, written
from ingest.preview import SHOWN, TRIED, Preview
from ingest.readers.array import rows_at
from ingest.seen import FileSeen, TableSeen
from tests.support import RecordingStore

DATA = Path(__file__).parent.parent / "data"
STRANGE = (
    "DANH SÁCH ĐỐI TÁC,,\nĐối tác nước bạn,Xứ sở,Ý kiến riêng\nQuỹ Sao Biển (mẫu),Nhật Bản,tốt\nHội Tre (mẫu),Xứ lạ,\n"
)
MEANT = {"Đối tác nước bạn": "name", "Xứ sở": "country", "Ý kiến riêng": ""}


def look(path: Path, chosen: str | None = None, mappings: Path | None = None) -> FileSeen:
    return Preview(RecordingStore(), Mappings.of(mappings)).look(path, chosen)


def table(seen: FileSeen) -> TableSeen:
    assert seen.problem is None
    (only,) = seen.tables
    return only


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    path = tmp_path / "lạ.csv"
    path.write_text(STRANGE, encoding="utf-8")
    return path


def test_a_list_is_seen_with_its_columns_and_what_its_rows_become() -> None:
    seen = table(look(DATA / "lists" / "ngos.csv"))
    assert (seen.list, seen.title["en"], seen.heading_row, seen.problem) == ("ngos", "Foreign NGOs", 1, None)
    second = seen.columns[1]
    assert (second.letter, second.field, second.example) == ("B", "name", "Quỹ Sao Biển (mẫu)")
    first = seen.records.rows[0]
    assert first.told and (first.told.type, first.told.name) == ("NGO", "Quỹ Sao Biển (mẫu)")
    assert ("BASED_IN", "out", "Country", "Nhật Bản") in first.told.ties
    assert first.cells[1] == "Quỹ Sao Biển (mẫu)" and len(first.cells) == len(seen.columns)
    assert (seen.records.faults, seen.records.more) == ([], False)


def test_faults_are_told_at_their_cells_and_counted_by_record(tmp_path: Path) -> None:
    path = tmp_path / "ngos.csv"
    path.write_text("Tên tổ chức,Quốc tịch,Ngày cấp\nA (mẫu),Xứ lạ,31/02/2024\nB (mẫu),Nhật Bản,\n", encoding="utf-8")
    records = table(look(path)).records
    assert [(p.row, p.column, p.code) for p in records.faults] == [
        (2, "B", "country-unknown"), (2, "C", "date-impossible"),
    ]  # fmt: skip
    assert (records.tried, records.bad) == (2, 1)
    assert records.rows[0].told is None and records.rows[1].told is not None


def test_only_the_beginning_of_a_long_list_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tcpcpnn.csv"
    path.write_text("Tên tổ chức,Quốc tịch\n" + "X (mẫu),Nhật Bản\n" * 5_000, encoding="utf-8")
    records = table(look(path)).records
    assert (records.tried, len(records.rows), records.more) == (TRIED, SHOWN, True)
    assert records_about(path) == 5_001


def test_each_sheet_of_a_workbook_is_seen_and_one_of_choices_passed_over(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    for line in (["DANH SÁCH"], [], ["Tên tổ chức", "Quốc tịch"], ["A (mẫu)", "Nhật Bản"]):
        first.append(line)
    other = book.create_sheet("Gì đó")
    for line in (["Một", "Hai"], ["a", "b"]):
        other.append(line)
    hidden = book.create_sheet("Chọn")
    hidden.append(["x", "y"])
    hidden.sheet_state = "hidden"
    book.save(path := tmp_path / "tcpcpnn.xlsx")
    seen = look(path).tables
    assert [(it.sheet, it.list, it.heading_row) for it in seen] == [("Sheet", "ngos", 3), ("Gì đó", "", 1)]
    assert seen[1].problem and seen[1].problem.code == "header-missing"
    assert records_about(path) == 3 + 2 + 1


def test_what_no_list_fits_is_shown_as_it_stands(strange: Path) -> None:
    seen = table(look(strange))
    assert (seen.list, seen.heading_row, seen.problem and seen.problem.code) == ("", 2, "header-missing")
    assert [column.heading for column in seen.columns] == list(MEANT)
    assert [row.cells[0] for row in seen.records.rows] == ["Quỹ Sao Biển (mẫu)", "Hội Tre (mẫu)"]


def test_a_correction_is_remembered_for_all_tables_with_these_headings(strange: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mappings"
    made = correct(folder, strange, "ngos", "", MEANT, Place(strange.name, "", (table(look(strange)).above,)))
    assert made.name == "ngos-la" and read_mapping(folder / "ngos-la.yaml") == made
    other = tmp_path / "tên khác.csv"
    other.write_text(STRANGE.replace("Hội Tre", "Hội Trúc"), encoding="utf-8")
    seen = table(look(other, mappings=folder))
    assert (seen.list, seen.mapping, seen.title["en"], seen.heading_row) == ("ngos", "ngos-la", "Foreign NGOs", 2)
    assert [column.field for column in seen.columns] == ["name", "country", ""]
    assert [(p.row, p.column) for p in seen.records.faults] == [(4, "B")]
    correct(folder, other, "ngos", "", MEANT | {"Ý kiến riêng": "note"}, Place(other.name, "", (seen.above,)))
    assert {path.name for path in folder.iterdir()} == {"ngos-la.yaml", "ngos-ten-khac.yaml"}
    assert [table(look(path, mappings=folder)).columns[2].field for path in (strange, other)] == ["", "note"]
    assert table(look(other, "businesses", folder)).mapping == ""


def test_a_correction_keeps_what_else_a_mapping_says(strange: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mappings"
    folder.mkdir()
    kept = Mapping(name="doi-tac", list="ngos", columns=MEANT, lookup={"Xứ sở": {"Xứ lạ": "Nhật Bản"}})
    (folder / "doi-tac.yaml").write_text(written(kept), encoding="utf-8")
    assert table(look(strange, mappings=folder)).records.faults == []
    made = correct(folder, strange, "ngos", "doi-tac", MEANT | {"Ý kiến riêng": "note"})
    assert (made.name, made.lookup, made.columns["Ý kiến riêng"]) == ("doi-tac", kept.lookup, "note")
    assert table(look(strange, mappings=folder)).columns[2].field == "note"


@pytest.mark.parametrize(
    ("list_", "known", "columns"),
    [
        ("nothing", "", MEANT),
        ("", "", MEANT),
        ("ngos", "no-such-mapping", MEANT | {"Xứ sở": "nowhere"}),
        ("ngos", "", MEANT | {"Xứ sở": "capital"}),
        ("ngos", "", {}),
        ("ngos", "", {"Xứ sở": ""}),
    ],
)
def test_a_correction_that_means_nothing_is_refused(
    tmp_path: Path, list_: str, known: str, columns: dict[str, str]
) -> None:
    with pytest.raises(BadRequest):
        correct(tmp_path, Path("lạ.csv"), list_, known, columns)
    assert list(tmp_path.iterdir()) == []


ROWS = """{"meta": {"year": 2026, "by": ["x"]}, "data": {"rows": [
    {"org": {"name": "Quỹ Sao (mẫu)"}, "sector": "Y tế", "province": "Hải Phòng", "note": "a"},
    {"org": {"name": "Quỹ Tre (mẫu)"}, "sector": "bay lượn", "province": "Quảng Ninh"}]}}"""


def test_objects_of_json_are_seen_as_rows_and_remembered_by_what_their_members_mean(tmp_path: Path) -> None:
    (path := tmp_path / "rows.json").write_text(ROWS, encoding="utf-8")
    folder = tmp_path / "mappings"
    seen = table(look(path))
    assert (seen.problem and seen.problem.code, seen.heading_row) == ("json-unknown", 0)
    heads = [column.heading for column in seen.columns]
    assert (heads, seen.columns[1].example) == (["org.name", "sector", "province", "note"], "Y tế")
    assert [row.cells[0] for row in seen.records.rows] == ["Quỹ Sao (mẫu)", "Quỹ Tre (mẫu)"]
    with pytest.raises(BadRequest):
        correct(folder, path, "ngos", "", {"sector": "capital"})
    meant = {"org.name": "org", "sector": None, "province": "adm1", "note": ""}
    made = correct(folder, path, "presence", "", meant)
    assert (made.items, made.columns["sector"], made.required) == (
        "data.rows",
        "sectors",
        ("org.name", "sector", "province"),
    )
    seen = table(look(path, mappings=folder))
    assert (seen.list, seen.mapping, seen.problem) == ("presence", "presence-rows", None)
    assert [(fault.row, fault.code) for fault in seen.records.faults] == [(2, "sector-unknown")]
    made = correct(folder, path, "presence", made.name, meant | {"sector": "project", "note": "note"})
    assert (made.name, made.items) == ("presence-rows", "data.rows")
    assert table(look(path, mappings=folder)).records.faults == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{"a": [1], "b": [{"x": [{"y": 1}]}]}', "b"),
        ('[{"a": [{"b": 1}]}]', ""),
        ('{"id": 1, "a": [{"b": 1}]}\n{"id": 2, "a": []}', ""),
        ('{"x": 1}', ""),
        ('{"a \\" [": "{[", "b": {"c": [ {"d": ', "b.c"),
    ],
)
def test_the_rows_of_a_json_document_are_found_from_its_beginning(text: str, where: str) -> None:
    assert rows_at(text) == where


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "file-empty"),
        ("a.json", b"[1, 2]", "json-unknown"),
        ("a.xlsx", b"PK\x03\x04", "file-corrupt"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    seen = look(path)
    assert seen.problem and (seen.problem.code, seen.problem.file, seen.tables) == (code, name, ())


@pytest.mark.parametrize("path", sorted((DATA / "formats").rglob("*.*")), ids=lambda path: path.name)
def test_every_format_is_told_as_its_first_records(path: Path) -> None:
    seen = look(path, mappings=DATA / "formats" / "mapping")
    assert seen.problem is None and (seen.format or seen.tables), seen
    rows = [*seen.records.rows, *(row for it in seen.tables for row in it.records.rows)]
    assert path.suffix == ".yaml" or path.name == "ten.tsv" or any(row.told for row in rows)

"""What a record makes of cells that say one thing twice, too much, or something that only looks like a known word."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from graph.things import Entity, Tie
from ingest.files import pieces
from ingest.originals import Original
from ingest.problems import RowProblem, ValueProblem, problem
from ingest.readers import Row, records
from ingest.readers.cells import CELL_LIMIT
from ingest.record import Record
from ingest.source import all_sources
from ingest.sources.aid import STATUS
from tests.support import RecordingStore

AID = "STT,Tên dự án,Nhà tài trợ,Số tiền tài trợ (USD),Lĩnh vực,Tình trạng,Cam kết (USD)\n"


def record(tmp_path: Path, rows: str) -> Record:
    path = tmp_path / "vien-tro.csv"
    path.write_text(AID + rows, encoding="utf-8")
    (found,) = next(pieces(path, "aid", RecordingStore())).records
    return found


def ties(found: Record, type_: str) -> list[Tie]:
    return [tie for said in all_sources()["aid"].statements(found) for tie in said.ties if tie.type == type_]


def together(rows: Iterable[Row]) -> Iterator[Record]:
    return map(Record, records(rows, all_sources()["aid"].main))


def refusals(found: Record) -> list[tuple[str, str]]:
    """Column and code of everything that is wrong with an aid item."""
    with pytest.raises(RowProblem) as caught:
        all_sources()["aid"].statements(found)
    return [(problem.column, problem.code) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("first", "second", "parts"), [("100", "100", [200]), ("100", "250", [350]), ("100", "", [100])]
)
def test_instalments_of_one_funder_are_added_even_if_equal(
    tmp_path: Path, first: str, second: str, parts: list[int]
) -> None:
    found = record(tmp_path, f"1,Trạm y tế,Quỹ A,{first},,\n,,Quỹ A,{second},,\n")
    assert [t.properties.get("committed") for t in ties(found, "FUNDS") if "committed" in t.properties] == parts


def test_instalments_beside_another_funder(tmp_path: Path) -> None:
    found = record(tmp_path, "1,Trạm y tế,Quỹ A,100,,\n,,Quỹ B,70,,\n,,Quỹ A,100,,\n")
    assert [(t.source.name, t.properties["committed"]) for t in ties(found, "FUNDS")] == [("Quỹ A", 200), ("Quỹ B", 70)]


def test_the_one_funder_named_has_its_own_part_of_a_larger_item(tmp_path: Path) -> None:
    found = record(tmp_path, "1,Trạm y tế,Quỹ A (300 USD),,,,1000\n")
    (funds,) = ties(found, "FUNDS")
    assert funds.properties["committed"] == 300
    assert funds.target.properties["committed"] == 1000


def test_shares_of_two_words_for_one_sector_are_added(tmp_path: Path) -> None:
    found = record(tmp_path, "1,Trường,Quỹ A,,Giáo dục (50%); Giáo dục và đào tạo (30%); Y tế (20%),\n")
    shares = {t.target.name: t.properties["percentage"] for t in ties(found, "IN_SECTOR")}
    assert shares == {"Giáo dục và đào tạo": 80, "Y tế": 20}


@pytest.mark.parametrize("text", ["Đang xây dựng", "Đang sử dụng", "Phát huy tốt nhé"])
def test_a_word_that_differs_in_its_accents_is_another_word(text: str) -> None:
    with pytest.raises(ValueProblem):
        STATUS.read(text)


@pytest.mark.parametrize("text", ["Đã dừng", "tam dung", "Dự án đã dừng", "du an da dung"])
def test_the_same_word_with_its_accents_or_typed_without_any(text: str) -> None:
    assert STATUS.read(text) in ("cancelled", "suspended")


def test_a_cell_of_megabytes_is_cut_for_the_quarantine_and_refused_again(tmp_path: Path) -> None:
    found = record(tmp_path, f"1,{'x' * 1_000_000},Quỹ A,,,\n")
    assert refusals(found) == [("B", "cell-too-long")]
    kept = Original.of(found).text()
    assert len(kept) < CELL_LIMIT + 2_000
    (again,) = Original.from_text(kept).records("list.csv", "", together)
    assert refusals(again) == [("B", "cell-too-long")]


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        ("1,Trạm,Quỹ A,,Phép màu,Lạ quá,\n", [("E", "sector-unknown")]),
        (
            "1,,Quỹ A,,Phép màu; Y tế; Bùa chú,,\n",
            [("B", "value-missing"), ("E", "sector-unknown"), ("E", "sector-unknown")],
        ),
        ("1,Trạm,Quỹ A,,Y tế (70%); Giáo dục (60%),,\n", [("E", "share-sum")]),
    ],
)
def test_every_fault_of_a_row_is_told(tmp_path: Path, row: str, faults: list[tuple[str, str]]) -> None:
    assert sorted(refusals(record(tmp_path, row))) == faults


def test_what_only_follows_from_a_fault_is_not_told() -> None:
    source = all_sources()["sister_cities"]
    twin = Record.of(
        "ket-nghia.csv", 4, {"partner": "Kitakyushu", "country": "Wakanda", "since": "hôm nào", "until": "5 năm"}
    )
    with pytest.raises(RowProblem) as caught:
        source.statements(twin)
    assert {(p.column, p.code) for p in caught.value.problems} == {
        ("country", "country-unknown"),
        ("since", "date-unreadable"),
    }


def test_a_slip_of_a_source_is_no_fault_of_the_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, good = all_sources()["aid"], record(tmp_path, "1,Trạm,Quỹ A,,Y tế,,\n")
    bad = record(tmp_path, "1,,Quỹ A,,Y tế,,\n")

    def slips(found: Record) -> Iterator[Entity]:
        found.need("title")
        yield Entity("Sector", {"no": "name"}["name"])

    monkeypatch.setattr(source, "things", slips)
    with pytest.raises(KeyError):
        source.statements(good)
    with pytest.raises(RowProblem):
        source.statements(bad)


def test_each_fault_has_the_row_it_stands_in(tmp_path: Path) -> None:
    found = record(tmp_path, "1,Trạm,Quỹ A,,Phép màu,,\n,,Quỹ B,,Bùa chú,,\n")
    with pytest.raises(RowProblem) as caught:
        all_sources()["aid"].statements(found)
    assert [(p.row, p.column) for p in caught.value.problems] == [(2, "E"), (3, "E")]


@pytest.mark.parametrize(
    "found",
    [
        Record.of(
            "a.json", 3, {"name": ["Quỹ A", "Fund A"], "since": date(2020, 1, 2), "at": time(8, 30), "n": 3, "x": 1.5}
        ),
        Record.of("a.json", 3, {"when": datetime(2020, 1, 2, 3, 4, 5), "open": True}, "sheet"),
        Record.flawed("a.json", 7, problem("json-broken", line=7, column=2)),
    ],
)
def test_an_original_without_cells_is_kept_and_comes_back(found: Record) -> None:
    (again,) = Original.from_text(Original.of(found).text()).records("a.json", found.sheet, together)
    assert again.rows == found.rows


def test_an_original_of_a_table_is_kept_and_comes_back(tmp_path: Path) -> None:
    found = record(tmp_path, "1,Trạm,Quỹ A,100,,,\n,,Quỹ B,,Bùa chú,,thừa\n")
    (again,) = Original.from_text(Original.of(found).text()).records("vien-tro.csv", "", together)
    assert again.rows == found.rows

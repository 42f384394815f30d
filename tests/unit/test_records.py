"""What a record makes of cells that say one thing twice, too much, or something that only looks like a known word."""

import json
from pathlib import Path

import pytest

from graph.things import Tie
from ingest.files import pieces
from ingest.problems import RowProblem, ValueProblem
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


def test_a_cell_of_megabytes_is_cut_for_the_quarantine(tmp_path: Path) -> None:
    found = record(tmp_path, f"1,{'x' * 1_000_000},Quỹ A,,,\n")
    with pytest.raises(RowProblem):
        all_sources()["aid"].statements(found)
    assert len(json.loads(found.as_json())["title"]) == CELL_LIMIT

"""Lists of twin cities: told by their cells, each pair once, and nobody else's list taken."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from ingest.problems import FileProblem, RowProblem
from ingest.readers.head import Head
from ingest.record import Record
from ingest.sources.twin_cities import TwinCities
from tests.support import RecordingStore

TWINS = TwinCities()
DATA = Path(__file__).parent.parent / "data"
SAMPLES = DATA / "formats" / "twin_cities"


def records(path: Path) -> list[Record]:
    return list(TWINS.records(path, RecordingStore()))  # type: ignore[arg-type]


def twins(path: Path) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Both names in their order -> since, one-sided."""
    told = [one for record in records(path) for one in TWINS.statements(record)]
    ties = [tie for one in told for tie in one.ties if tie.type == "TWINNED_WITH"]
    found = [
        ((min(n), max(n)), (t.properties.get("since"), t.properties.get("one_sided")))
        for t in ties
        if (n := (t.source.name, t.target.name))
    ]
    assert len({pair for pair, _ in found}) == len(found)
    return dict(found)


def written(tmp_path: Path, text: str, name: str = "a.csv") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


@pytest.mark.parametrize(
    ("sample", "pairs"),
    [
        ("cap.csv", {("Hải Phòng", "Kitakyushu"): ("2014", None), ("Incheon", "Kitakyushu"): ("1988", None),
                     ("Hải Phòng", "Vladivostok"): (None, None), ("Portland", "Sapporo"): ("1959", None)}),
        ("ke.txt", dict.fromkeys([("Hải Phòng", "Incheon"), ("Hải Phòng", "Seattle"), ("Kobe", "Seattle"), ("Kobe", "Riga"),
                                  ("Incheon", "Kobe")], (None, None))),
        ("cot.csv", dict.fromkeys([("Hải Phòng", "Incheon"), ("Hải Phòng", "Kobe"), ("Hội An", "Wernigerode")], (None, None))),
        ("so.tsv", {("Hải Phòng", "Incheon"): (None, None), ("Hải Phòng", "Seattle"): (None, None), ("Kōbe", "Seattle"): (None, None),
                    ("Kōbe", "Riga"): (None, True)}),
    ],
)  # fmt: skip
def test_every_way_of_writing_a_pair_is_read_once(sample: str, pairs: dict[tuple[str, str], tuple[Any, ...]]) -> None:
    assert TWINS.fits(Head(SAMPLES / sample))
    assert {(min(pair), max(pair)): said for pair, said in pairs.items()} == twins(SAMPLES / sample)


def test_sides_may_be_lettered_or_numbered_and_a_strange_row_is_told_by_itself(tmp_path: Path) -> None:
    rows = (
        '"Hải Phòng, Việt Nam","Kobe, Japan"\n"Hải Phòng, Việt Nam","Riga, Latvia"\n"Kobe, Japan","Atlantis, Nowhere"\n'
    )
    for heading in ("City A,City B", "Thành phố 1,Thành phố 2", "city_a,city_b"):
        path = written(tmp_path, f"{heading}\n{rows}")
        assert TWINS.fits(Head(path))
        with pytest.raises(RowProblem, match=r"dòng 4.*Atlantis"):
            twins(path)


def test_names_are_taken_where_numbers_stand_beside_them(tmp_path: Path) -> None:
    names = SAMPLES / "ten.tsv"
    assert TWINS.fits(Head(names))
    assert (records(names), [(note.code, note.value) for note in TWINS.notes(names)]) == (
        [],
        [("names-beside", "so.tsv")],
    )
    alone = written(tmp_path, names.read_text(encoding="utf-8"), "ten.tsv")
    assert TWINS.fits(Head(alone)) and TWINS.notes(alone) == ()
    with pytest.raises(FileProblem, match="thiếu tệp ghép cặp"):
        records(alone)
    numbers = written(tmp_path, "Q48320\tQ72818\n", "so.tsv")
    assert TWINS.notes(numbers) == ()
    assert twins(numbers) == {("Hải Phòng", "Kōbe"): (None, True)}


def test_a_city_of_a_region_is_not_its_namesake_elsewhere(tmp_path: Path) -> None:
    path = written(
        tmp_path, '"Portland, Oregon, Hoa Kỳ";"Sapporo, Nhật Bản"\n"Portland, Maine, Hoa Kỳ";"Shinagawa, Nhật Bản"\n'
    )
    told = [one for record in records(path) for one in TWINS.statements(record)]
    codes = {
        one.about.properties["code"] for one in told if one.about.name == "Portland" and "code" in one.about.properties
    }
    assert codes == {"US/oregon/portland", "US/maine/portland"}


def test_a_bad_row_waits_with_what_it_says(tmp_path: Path) -> None:
    rows = ["City,Sister city,Since", '"Kobe, Japan","Seattle, USA",1957', '"Kobe, Japan",Nowhere,1960', '"Kobe, Japan",,',
            '"Kobe, Japan","Riga, Latvia",soon', *(f'"Kobe, Japan","C{n}, Latvia",' for n in range(20))]  # fmt: skip
    path = written(tmp_path, "\n".join(rows))
    assert TWINS.fits(Head(path))
    errors = list[tuple[int | None, str, str]]()
    for record in records(path):
        try:
            TWINS.statements(record)
        except RowProblem as error:
            errors.append((error.problem.row, error.problem.column, error.problem.code))
            assert record.said()["place"] == ["Kobe, Japan"]
    assert errors == [
        (3, "twin/0/place", "city-without-country"), (4, "", "value-missing"), (5, "twin/0/since", "date-unreadable"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh cũ,Tỉnh mới\nHải Dương,Hải Phòng\nBắc Giang,Bắc Ninh\n",
        'Đối tác,Địa phương\n"Kobe, Nhật Bản",Hải Phòng\n',
        "Tên tổ chức,Quốc gia\nHội A,Nhật Bản\nHội B,Hàn Quốc\n",
        "Mã,Tên\nQ72818,Hải Phòng\n",
        "",
    ],
)
def test_other_tables_are_left_alone(tmp_path: Path, text: str) -> None:
    assert not TWINS.fits(Head(written(tmp_path, text)))


def test_no_list_of_officers_is_taken() -> None:
    lists = [*(DATA / "lists").iterdir(), *(p for p in Path(str(files("ingest") / "samples")).iterdir())]
    assert len(lists) > 20
    assert not [path.name for path in lists if TWINS.fits(Head(path))]

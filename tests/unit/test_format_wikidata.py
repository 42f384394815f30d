"""Twinned places from Wikidata: who states what, since when, and which of them is ours."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.things import Statement
from ingest.problems import RowProblem
from ingest.readers.head import Head
from ingest.record import Record
from ingest.sources.wikidata import WikidataTwins
from ingest.twinning import Term, widest
from tests.support import RecordingStore

WIKIDATA = WikidataTwins()
SAMPLE = Path(__file__).parent.parent / "data" / "formats" / "wikidata" / "ket-nghia.json"
KOBE, SEATTLE, HAI_PHONG = ("http://www.wikidata.org/entity/" + qid for qid in ("Q48320", "Q5083", "Q72818"))


def records(path: Path) -> list[Record]:
    return list(WIKIDATA.records(path, RecordingStore()))  # type: ignore[arg-type]


def written(tmp_path: Path, *rows: dict[str, Any]) -> Path:
    """A result with these bindings; a bare text is a literal's value."""
    bindings = [
        {k: v if isinstance(v, dict) else {"type": "literal", "value": v} for k, v in row.items()} for row in rows
    ]
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"head": {"vars": [*rows[0]]}, "results": {"bindings": bindings}}), encoding="utf-8")
    return path


def statements(path: Path) -> list[Statement]:
    return [one for record in records(path) for one in WIKIDATA.statements(record)]


def twins(told: list[Statement]) -> set[tuple[Any, ...]]:
    """(one, other, since, until, one-sided) of each twinning."""
    ties = [tie for one in told for tie in one.ties if tie.type == "TWINNED_WITH"]
    return {(t.source.name, t.target.name, *map(t.properties.get, ("since", "until", "one_sided"))) for t in ties}


def test_the_sample_is_told_by_its_variables() -> None:
    assert WIKIDATA.fits(Head(SAMPLE))
    told = statements(SAMPLE)
    assert twins(told) == {
        ("Incheon", "Hải Phòng", None, None, None),
        ("Seattle", "Hải Phòng", "1996", None, None),
        ("Thiên Tân", "Hải Phòng", "1999-01-08", None, None),
        ("Kobe", "Seattle", "1957-10", None, None),
        ("Incheon", "Kobe", "2010-04-06", None, None),
        ("Riga", "Kobe", "1974", "2022-05", True),
    }
    assert {one.key for one in told} == {
        "Q20934/Q72818", "Q5083/Q72818", "Q11736/Q72818", "Q48320/Q5083", "Q20934/Q48320", "Q1773/Q48320",
        "Q20934", "Q5083", "Q11736", "Q48320", "Q1773",
    }  # fmt: skip
    (kobe,) = (one for one in told if one.key == "Q48320")
    assert kobe.about.properties == {"wikidata": "Q48320", "country": "JP", "name_vi": "Kobe", "population": 1_500_000}
    assert [(t.type, t.target.id) for t in kobe.ties] == [("LOCATED_IN", "country-jp")]
    assert {t.target.id for one in told for t in one.ties if t.target.name == "Hải Phòng"} == {"province-31"}
    assert not [name for record in records(SAMPLE) if WIKIDATA.statements(record) for name in record.finish()]


def test_what_the_web_page_of_the_query_saves_is_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "query.json"
    rows = [
        {
            "place": KOBE,
            "placeLabel": "Kobe",
            "sister": SEATTLE,
            "sisterLabel": "Seattle",
            "sisterCountryLabel": "United States",
        }
    ]
    path.write_text(json.dumps(rows), encoding="utf-8")
    assert WIKIDATA.fits(Head(path))
    assert twins(statements(path)) == {("Kobe", "Seattle", None, None, True)}
    assert [one.about.properties.get("country") for one in statements(path) if one.key == "Q5083"] == ["US"]


@pytest.mark.parametrize(
    "text",
    [
        '{"head": {"vars": ["item", "itemLabel"]}, "results": {"bindings": [{"item": "http://www.wikidata.org/entity/Q1"}]}}',
        '[{"city": "a", "twin": "b"}]',
        '{"type": "FeatureCollection", "features": []}',
    ],
)
def test_other_results_are_not_taken_for_twins(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert not WIKIDATA.fits(Head(tmp_path / "a.json"))


def test_a_bad_row_waits_by_itself_and_can_be_told_again_when_mended(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {"city": KOBE, "twin": SEATTLE, "start": "1957-13-01T00:00:00Z", "cityLabel": "Kobe"},
        {"city": KOBE, "twin": "nobody"},
        {"city": KOBE},
        {"city": KOBE, "twin": HAI_PHONG, "statement": "s1", "colour": "red", "twinCountryLabel": "Atlantis"},
        {"city": {"type": "bnode", "value": "t1"}, "twin": SEATTLE},
    )
    found = records(path)
    errors: list[tuple[int, str, str]] = []
    for record in found:
        try:
            WIKIDATA.statements(record)
        except RowProblem as error:
            errors.append((error.problem.row or 0, error.problem.column, error.problem.code))
    assert errors == [
        (1, "twin/0/since", "date-impossible"), (2, "twin/0/wikidata", "qid-unreadable"), (3, "", "value-missing"),
        (5, "", "value-missing"),
    ]  # fmt: skip
    good = found[-1]
    assert (good.finish(), [w.code for w in good.warnings]) == (["colour"], ["country-left"])
    mended = Record.of("a.json", 1, {**found[0].said(), "twin/0/since": "1957-10-01"})
    assert twins(WIKIDATA.statements(mended)) == {("Kobe", "Q5083", "1957-10-01", None, None)}


def test_the_widest_term_of_several_is_kept() -> None:
    assert widest([Term("1980", "1990"), Term("1995", None), Term()]) == Term("1980", None)
    assert widest([Term("1980", "1990"), Term("1981", None)]) == Term("1980", "1990")
    assert widest([Term(None, "2022-05"), Term()]) == Term(None, "2022-05")
    assert widest([Term(), Term("1999")]) == Term("1999", None)

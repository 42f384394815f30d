"""Lists of twin cities, as pairs and as rows of a city with its twins; told by their cells, whatever their headings.

    Hải Phòng, Việt Nam | Kobe, Nhật Bản                       two cells that read "City, Country"
    Hải Phòng | Việt Nam | Kobe | Nhật Bản                     city, country, city, country
    Hải Phòng, Việt Nam | Kobe, Nhật Bản | Seattle, Hoa Kỳ     a city and its twins, in cells of their own
    Hải Phòng, Việt Nam | Kobe, Nhật Bản; Seattle, Hoa Kỳ      or in one cell
    Q72818 | Q48320                                            Wikidata's numbers

Years may stand in columns headed "Từ năm" / "Since" and "Đến năm" / "Until". Wikidata's numbers are statements of the
first about the second: a pair that only one of the two states is flagged as one-sided; other lists do not say who
states it. A second file beside, "number | name", tells what the numbers are called; it is no list of its own.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import ClassVar

from graph.identity import new_id
from graph.names import fold
from graph.reference import find_country, find_province
from ingest.problems import FileProblem, Problem, ValueProblem, problem
from ingest.readers.cells import Line, Value, say
from ingest.readers.files import open_table_file
from ingest.readers.head import LINES, Head
from ingest.record import Record
from ingest.source import WEB
from ingest.twin_source import TwinSource
from ingest.twinning import QID, UNSAID, Term, Twins, city_of, known_place, unread
from ingest.values import is_blank, parse_date, split_values

_TEXTS = (".csv", ".tsv", ".txt")
_QID_OF = re.compile(r"^(?:https?://www\.wikidata\.org/(?:entity|wiki)/|wd:)")
_MOST = 0.8
_SINCE = frozenset(
    map(fold, ("từ", "từ năm", "năm", "năm ký", "ngày ký", "từ ngày", "since", "year", "date", "signed", "start"))
)
_UNTIL = frozenset(map(fold, ("đến", "đến năm", "đến ngày", "kết thúc", "until", "end")))
_HEADINGS = _SINCE | _UNTIL | frozenset(map(fold, (
    "thành phố", "địa phương", "kết nghĩa", "kết nghĩa với", "thành phố kết nghĩa", "địa phương kết nghĩa", "nước", "quốc gia",
    "city", "place", "twin", "twins", "twin city", "twin cities", "twin town", "twin towns", "twinned with", "sister",
    "sister city", "sister cities", "country", "partner city", "qid", "item", "source", "target",
)))  # fmt: skip


class TwinCities(TwinSource):
    name = "twin_cities"
    title: ClassVar = {"vi": "Danh sách thành phố kết nghĩa", "en": "Lists of twin cities"}
    publisher = "Bên lập danh sách thành phố kết nghĩa"
    licence = "as stated by the compiler"
    rank = WEB - 5  # Wikidata itself names its places in our languages
    order = 34
    endings = (*_TEXTS, ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

    def fits(self, head: Head) -> bool:
        return any(
            _shape(lines) or _names_alone(lines) or (_names(lines) and _numbers_beside(head.path))
            for lines in head.sheets
        )

    def pairs(self, path: Path) -> Iterator[Record]:
        for sheet in open_table_file(path):
            first = list(islice(sheet.lines, LINES))
            lines = (line for line in chain(first, sheet.lines) if line.problem or _filled(line))
            if shape := _shape(first):
                yield from _Listed(path, sheet.name, shape).records(lines)
            elif _names(first) and not _numbers_beside(path):
                raise FileProblem(problem("names-alone"))

    def notes(self, path: Path) -> tuple[Problem, ...]:
        """What the names of a file without pairs were used for."""
        sheets = Head(path).sheets
        if any(map(_shape, sheets)) or not any(map(_names, sheets)) or not (beside := _numbers_beside(path)):
            return ()
        return (problem("names-beside", beside.name).at(file=path.name),)


class _Listed:
    """One sheet whose rows are pairs, or a city with its twins."""

    def __init__(self, path: Path, sheet: str, shape: "_Shape") -> None:
        self.path, self.sheet, self.shape = path, sheet, shape
        self.twins = Twins(directed=shape.kind == "numbers")
        self.names = _names_beside(path) if shape.kind == "numbers" else {}

    def records(self, lines: Iterator[Line]) -> Iterator[Record]:
        for line in islice(lines, self.shape.headed, None):
            if line.problem:
                yield Record.flawed(self.path.name, line.number, line.problem, self.sheet)
                continue
            ends = [self._said(text) for text in self.shape.ends(line)]
            since, until = (_value(line, at) for at in (self.shape.since, self.shape.until))
            try:
                places = [self._key(said) for said in ends]
                term = Term(*(None if is_blank(day) else parse_date(day) for day in (since, until)))
            except ValueProblem:
                places, term = [], UNSAID
            if len(places) < 2:
                yield unread(self.path.name, line.number, ends, since, until, self.sheet)
                continue
            for place, said in zip(places, ends, strict=True):
                self.twins.city(place, said)
                self.twins.twin(places[0], place, line.number, term)
        yield from self.twins.records(self.path.name, self.sheet)

    def _said(self, text: str) -> dict[str, str]:
        if self.shape.kind == "numbers":
            return {"wikidata": text, "name": self.names.get(text, "")}
        return {"place": text}

    def _key(self, said: Mapping[str, str]) -> str:
        """The key of a place within this file. Raises ValueProblem."""
        if "place" in said:
            return new_id(city_of(said["place"]))
        known_place(said["wikidata"], said["name"] or None)
        return said["wikidata"]


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a sheet is written: "numbers" of Wikidata, "cells" that read "City, Country", or cities and countries in
    "columns" by turns. The first `headed` lines are headings; `since` and `until` are columns of dates."""

    kind: str
    headed: int = 0
    since: int | None = None
    until: int | None = None

    def ends(self, line: Line) -> list[str]:
        """The texts of the places, the first the one the others are twins of."""
        cells = [(at, text) for at, text in _filled(line) if at not in (self.since, self.until)]
        if self.kind == "columns":
            texts = dict(cells)
            pairs = ((texts.get(at, ""), texts.get(at + 1, "")) for at in range(0, len(line.values), 2))
            return [f"{city}, {country}" for city, country in pairs if city]
        if self.kind == "numbers":
            return [_QID_OF.sub("", text) for _, text in cells]
        return [one for _, text in cells for one in split_values(text)]


def _shape(lines: Sequence[Line]) -> _Shape | None:
    filled = [line for line in lines if _filled(line)]
    first = _filled(filled[0]) if filled else ()
    headings = {at: re.sub(r"[\s_][ab]$|[\d_()#]+", " ", fold(text)).strip() for at, text in first}
    headed = set(headings.values()) <= _HEADINGS
    since, until = (
        next((at for at, t in headings.items() if headed and t in words), None) for words in (_SINCE, _UNTIL)
    )
    body = filled[headed:]
    kinds = (("numbers", _is_number), ("cells", _reads_as_city), ("columns", _reads_as_city))
    shapes = (_Shape(kind, int(headed), since, until) for kind, _ in kinds)
    return next((s for s, (_, reads) in zip(shapes, kinds, strict=True) if body and _most(body, s, reads)), None)


def _most(body: Sequence[Line], shape: _Shape, reads: Callable[[str], bool]) -> bool:
    """Whether most cells of most rows are what they should be, and half of them more than the names of provinces; a
    first line that is not is the heading of another list."""
    rows = [shape.ends(line) for line in body]
    texts = [text for row in rows for text in row]
    several = sum(len(row) > 1 for row in rows)
    sure = shape.kind == "numbers" or 2 * sum("," in text for text in texts) >= len(texts)
    begins = shape.headed or all(map(reads, rows[0]))
    return bool(sure and begins and several >= _MOST * len(rows) and sum(map(reads, texts)) >= _MOST * len(texts))


def _value(line: Line, at: int | None) -> Value:
    return line.values[at] if at is not None and at < len(line.values) else None


def _filled(line: Line) -> list[tuple[int, str]]:
    return [(at, text) for at, value in enumerate(line.values) if (text := say(value).strip())]


def _is_number(text: str) -> bool:
    return QID.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _reads_as_city(text: str) -> bool:
    """ "City, Country"; a province may stand alone."""
    name, cut, country = text.rpartition(",")
    if not cut:
        return bool(find_province(text.strip())) and not find_country(text)
    return bool(name.strip()) and not name.strip()[0].isdigit() and find_country(country.strip()) is not None


def _names(lines: Sequence[Line]) -> bool:
    """Whether a sheet says what Wikidata's numbers are called."""
    rows = [[text for _, text in _filled(line)] for line in lines]
    rows = [row for row in rows if row]
    named = sum(len(row) == 2 and _is_number(row[0]) and not _is_number(row[1]) for row in rows)
    return bool(rows) and named >= _MOST * len(rows)


def _names_alone(lines: Sequence[Line]) -> bool:
    """Whether it says nothing else, not even in a heading."""
    first = next((row for line in lines if (row := _filled(line))), [])
    return bool(first) and _is_number(first[0][1]) and _names(lines)


def _beside(path: Path, wanted: Callable[[Sequence[Line]], bool]) -> Iterator[Path]:
    """The text files of the folder that hold what is wanted."""
    for other in sorted(path.parent.iterdir()):
        if other != path and other.suffix.lower() in _TEXTS and other.is_file():
            with suppress(FileProblem):
                if any(map(wanted, Head(other).sheets)):
                    yield other


def _numbers_beside(path: Path) -> Path | None:
    return next(_beside(path, _of_numbers), None)


def _of_numbers(lines: Sequence[Line]) -> bool:
    shape = _shape(lines)
    return shape is not None and shape.kind == "numbers"


def _names_beside(path: Path) -> dict[str, str]:
    """Number -> name, from the files beside that say it."""
    sheets = (sheet for other in _beside(path, _names) for sheet in open_table_file(other))
    rows = ([text for _, text in _filled(line)] for sheet in sheets for line in sheet.lines)
    return {row[0]: row[1] for row in rows if len(row) > 1}

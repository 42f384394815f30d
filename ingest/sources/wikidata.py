"""Twinned places from Wikidata, as its query service gives them (SPARQL results as JSON).

Variables are told by their names: `city` (or `place`, `item`) and `twin` (or `sister`, `partner`), each with `...Label`,
`...LabelVi`, `...LabelEn`, `...Country`, `...CountryCode`, `...Population`, `...Coord`; `start`, `end` and their `...Precision`
(9 year, 10 month, 11 day; without it the first of January is a year). A pair that one end only states within the file
is flagged as one-sided. This query asks for the twins of Hai Phong and for theirs, both ways:

    SELECT DISTINCT ?city ?cityLabel ?cityCountryCode ?twin ?twinLabel ?twinCountryCode
                    ?start ?startPrecision ?end ?endPrecision WHERE {
      wd:Q72818 (wdt:P190|^wdt:P190)? ?near .
      { ?near p:P190 ?statement } UNION { ?statement ps:P190 ?near }
      ?city p:P190 ?statement . ?statement ps:P190 ?twin .
      MINUS { ?statement wikibase:rank wikibase:DeprecatedRank }
      OPTIONAL { ?city wdt:P17/wdt:P297 ?cityCountryCode }
      OPTIONAL { ?twin wdt:P17/wdt:P297 ?twinCountryCode }
      OPTIONAL { ?statement pqv:P580 [ wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision ] }
      OPTIONAL { ?statement pqv:P582 [ wikibase:timeValue ?end ; wikibase:timePrecision ?endPrecision ] }
      SERVICE wikibase:label { bd:serviceParam wikibase:language "vi,en,[AUTO_LANGUAGE],mul" }
    }
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from ingest.problems import ValueProblem
from ingest.readers.head import Head
from ingest.readers.json import Json, json_items, member
from ingest.record import Record
from ingest.source import WEB
from ingest.twin_source import TwinSource
from ingest.twinning import (
    LANGUAGES,
    QID,
    Term,
    Twins,
    country_code,
    unknown_country,
    unread,
)
from ingest.values import parse_date

_SAID = {
    "": "wikidata", "label": "name", "name": "name", "labelvi": "name_vi", "labelen": "name_en", "vi": "name_vi", "en": "name_en",
    "altlabel": "aliases", "country": "country_item", "countrylabel": "country_name", "countryname": "country_name",
    "countrycode": "country", "iso": "country", "population": "population", "pop": "population",
    "coord": "point", "coords": "point", "coordinates": "point", "location": "point", "statement": "", "description": "", "countryaltlabel": "", "countrydescription": "",
}  # fmt: skip
_VARIABLES = {
    "since": r"(?:start|since|begin)(?:date|time|year)?(?P<rest>|precision)",
    "until": r"(?:end|until)(?:date|time|year)?(?P<rest>|precision)",
    "twin": rf"(?:(?:twin|sister|partner)(?:ned)?(?:city|town|place|label)??|(?:city|place|item)(?:2|b))(?P<rest>{'|'.join(_SAID)})",
    "city": rf"(?:city|place|item|locality|town)(?:1|a)??(?P<rest>{'|'.join(_SAID)})",
    "": rf"(?P<rest>{'|'.join(filter(None, _SAID))})",
}
_ROLES = {end: re.compile(pattern) for end, pattern in _VARIABLES.items()}
_BOTH = {"city", "twin"}
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d:\d\dZ)?")
_POINT = re.compile(r"Point\((-?\d+(?:\.\d+)?(?:E-?\d+)?) (-?\d+(?:\.\d+)?(?:E-?\d+)?)\)")
_PRECISION = {"9": 1, "10": 2, "11": 3}
_HEAD = re.compile(r'"vars"\s*:\s*\[([^\]]*)\]')
_FIRST = 4_000
_LANGUAGES = {name[-2:]: name for name in LANGUAGES}


class WikidataTwins(TwinSource):
    name = "wikidata"
    title: ClassVar = {"vi": "Địa phương kết nghĩa (Wikidata)", "en": "Twinned places (Wikidata)"}
    publisher = "Wikidata"
    url = "https://query.wikidata.org/"
    licence = "CC0 1.0"
    rank = WEB
    order = 33
    endings = (".json", ".srj")

    def fits(self, head: Head) -> bool:
        if "wikidata.org/entity/Q" not in head.text:
            return False
        variables = _HEAD.search(head.text)
        said = variables[1] if head.json == "{" and variables else head.text[:_FIRST] if head.json == "[" else ""
        return {role[0] for name in re.findall(r'"(\w+)"', said) if (role := _role(name))} >= _BOTH

    def pairs(self, path: Path) -> Iterator[Record]:
        gathered = _Gathered()
        where = ("results", "bindings") if Head(path).json == "{" else ()
        for item in json_items(path, *where):
            if item.fault:
                yield Record.flawed(path.name, item.number, item.fault)
            elif wrong := gathered.take(path.name, item.number, item.members):
                yield wrong
        for record in gathered.twins.records(path.name):
            gathered.remark(record)
            yield record


class _Gathered:
    """What the rows say, and what of it could not be kept."""

    def __init__(self) -> None:
        self.twins = Twins(directed=True)
        self._unknown: dict[str, str] = {}
        self._countries: dict[str, None] = {}

    def take(self, file: str, row: int, cells: Mapping[str, Json]) -> Record | None:
        """The row as a record of its own where it cannot be used."""
        ends: dict[str, dict[str, str]] = {"city": {}, "twin": {}, "since": {}, "until": {}}
        for variable, cell in cells.items():
            value, role = member(cell, "value") if isinstance(cell, Mapping) else cell, _role(variable)
            if role is None:
                self._unknown.setdefault(variable, str(value))
            elif not isinstance(value, str | int | float) or member(cell, "type") == "bnode":
                continue  # not known, says Wikidata
            elif role[0] in ("since", "until"):
                ends[role[0]][role[1]] = str(value)
            else:
                _say(ends[role[0]], role[1], str(value), member(cell, "xml:lang"))
        one, other = ends["city"], ends["twin"]
        try:
            term = Term(_time(ends["since"]), _time(ends["until"]))
        except ValueProblem:
            return unread(file, row, (one, other), ends["since"].get(""), ends["until"].get(""))
        if not (QID.fullmatch(one.get("wikidata", "")) and QID.fullmatch(other.get("wikidata", ""))):
            return unread(file, row, (one, other), *term)
        for end in (one, other):
            self._country(end)
            self.twins.city(end["wikidata"], end)
        self.twins.twin(one["wikidata"], other["wikidata"], row, term)
        return None

    def remark(self, record: Record) -> None:
        """Once a file: variables that nobody knows, and countries."""
        record.rows[0].unknown.update(self._unknown)
        for said in self._countries:
            record.warn("country", unknown_country(said))
        self._unknown, self._countries = {}, {}

    def _country(self, end: dict[str, str]) -> None:
        item, name = end.pop("country_item", ""), end.pop("country_name", "")
        code = country_code(end.pop("country", None)) or country_code(name) or country_code(item)
        if code:
            end["country"] = code
        elif name and not QID.fullmatch(name):
            self._countries[name] = None


@lru_cache(maxsize=1024)
def _role(variable: str) -> tuple[str, str] | None:
    """Which end a variable tells of, and what: `twinCountryCode` -> ("twin", "country"); None where nobody knows."""
    said = re.sub(r"[_\W]", "", variable).lower()
    for end, pattern in _ROLES.items():
        if found := pattern.fullmatch(said):
            return end or "city", found["rest"] if end in ("since", "until") else _SAID[found["rest"]]
    return None


def _say(end: dict[str, str], name: str, value: str, language: Json) -> None:
    if name == "wikidata":
        value = value.removeprefix("https").removeprefix("http").removeprefix("://www.wikidata.org/entity/")
    if name == "name" and QID.fullmatch(value):
        return
    if name == "point":
        if on_earth := _POINT.fullmatch(value):
            end.setdefault("longitude", on_earth[1])
            end.setdefault("latitude", on_earth[2])
        return
    if name == "aliases":
        value = value.replace(", ", "; ")
    if name:
        end.setdefault(name, value)
    if name == "name" and str(language) in _LANGUAGES:
        end.setdefault(_LANGUAGES[str(language)], value)


def _time(said: dict[str, str]) -> str | None:
    """A time as precise as it is meant. Raises ValueProblem."""
    text, precision = said.get("", ""), said.get("precision", "")
    found = _TIME.fullmatch(text)
    if not found:
        return parse_date(text) if text and not text.startswith("http") else None
    parts = _PRECISION.get(precision) or (1 if text[4:10] == "-01-01" and "T" in text else 3)
    return parse_date("-".join(found.groups()[:parts]))

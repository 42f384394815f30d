"""Places twinned with each other, gathered from a file that says it pair by pair.

A pair stands once, whichever of the two comes first and however often it is said, in the row that says it first. Its
term is the widest that is said: from the first start to the last end; a statement without an end goes on only where it
starts after that end.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, count
from typing import NamedTuple

from graph.identity import new_id
from graph.names import fold, key
from graph.reference import Province, country_of_code, find_country, find_province, province_of_code
from graph.things import Entity, Statement, Tie
from ingest.problems import Problem, ValueProblem, problem
from ingest.readers.cells import Value
from ingest.record import Record
from ingest.reference import HOME, bare_city, located, places, province_entity
from ingest.values import parse_degrees

QID = re.compile(r"Q[1-9]\d*")
ONE_SIDED = "one_sided"
LANGUAGES = ("name_vi", "name_en")
"""Fields of a name in a language; the first that is said is the one a place goes by."""
# Wikidata's cities under central rule, whose labels may be in any language.
_CENTRAL = {"Q1858": "01", "Q72818": "31", "Q36167": "46", "Q25282": "48", "Q1854": "79"}


class Term(NamedTuple):
    """From when to when, as ISO dates of any precision; None is not said."""

    since: str | None = None
    until: str | None = None


UNSAID = Term()


@dataclass(slots=True)
class _Pair:
    """Two places, the smaller key first, and what the rows say of them."""

    ends: tuple[str, str]
    subject: str
    by: set[str] = field(default_factory=set[str])
    terms: list[Term] = field(default_factory=list[Term])


class Twins:
    """The twinnings of one file. Where it is `directed`, a pair that one end only states is one-sided."""

    def __init__(self, directed: bool) -> None:
        self.directed = directed
        self._cities: dict[str, dict[str, Value]] = {}
        self._pairs: dict[tuple[str, str], _Pair] = {}
        self._rows: dict[int, list[_Pair]] = {}

    def city(self, name: str, said: Mapping[str, Value]) -> None:
        """A place by its key within the file; what is said first of it stays."""
        known = self._cities.setdefault(name, {})
        for field_, value in said.items():
            if value not in (None, ""):
                known.setdefault(field_, value)

    def twin(self, one: str, other: str, row: int, term: Term = UNSAID) -> None:
        """`one` says it is twinned with `other`; a place is no twin of itself."""
        if one == other:
            return
        ends = (min(one, other), max(one, other))
        if ends not in self._pairs:
            self._pairs[ends] = _Pair(ends, one)
            self._rows.setdefault(row, []).append(self._pairs[ends])
        pair = self._pairs[ends]
        pair.by.add(one)
        if term not in pair.terms:
            pair.terms.append(term)

    def records(self, file: str, sheet: str = "") -> Iterator[Record]:
        """A record for each row that states a pair for the first time: a place, its twins, and what else is known of
        those that were not met before."""
        for city in self._cities.values():
            city["name"] = next(filter(None, map(city.get, (*LANGUAGES, "name"))), None)
        met: set[str] = set()
        for row, pairs in self._rows.items():
            about = pairs[0].ends[0] if len(pairs) == 1 else pairs[0].subject
            twins = [(pair, pair.ends[pair.ends[0] == about]) for pair in pairs]
            new = [name for name in (about, *(other for _, other in twins)) if name not in met]
            met.update(new)
            told = [("", self._named(about)), *((f"twin/{at}/", self._twin(*one)) for at, one in enumerate(twins))]
            told += [(f"place/{at}/", self._cities[name]) for at, name in enumerate(new)]
            said = {f"{at}{name}": value for at, values in told for name, value in values.items() if value}
            yield Record.of(file, row, said, sheet)

    def _twin(self, pair: _Pair, other: str) -> dict[str, Value]:
        since, until = widest(pair.terms)
        alone = self.directed and len(pair.by) == 1
        return self._named(other) | {"since": since, "until": until, ONE_SIDED: "1" if alone else None}

    def _named(self, name: str) -> dict[str, Value]:
        return {field_: self._cities[name].get(field_) for field_ in ("place", "wikidata", "name", "country")}


def unread(
    file: str, row: int, ends: Sequence[Mapping[str, Value]], since: Value, until: Value, sheet: str = ""
) -> Record:
    """The record of a row that cannot be gathered, as it stands: telling it says why."""
    twins = [twin | {"since": since, "until": until} for twin in map(dict, ends[1:])]
    told = [("", ends[0] if ends else {}), *((f"twin/{at}/", twin) for at, twin in enumerate(twins))]
    return Record.of(file, row, {f"{at}{name}": value for at, said in told for name, value in said.items()}, sheet)


def widest(terms: list[Term]) -> Term:
    """`[1980–1990, 1995–, –]` -> `1980–`; `[1980–1990, 1981–]` -> `1980–1990`."""
    starts = [term.since for term in terms if term.since]
    last = max((term.until for term in terms if term.until), default=None)
    again = any(last and not term.until and term.since and term.since > last for term in terms)
    return Term(min(starts, default=None), None if again else last)


def key_of(record: Record) -> str:
    """The first of the pairs that a record states; the place it is about stands first."""
    ends = (record.text(f"{at}wikidata") or new_id(city_of(record.need(f"{at}place"))) for at in ("", "twin/0/"))
    return "/".join(ends)


def told(record: Record) -> Iterator[Entity | Tie]:
    """The place that a record is about, and its ties. Raises RowProblem."""
    ends = list(_ends(record))
    if len(ends) < 2:
        field_ = "wikidata" if record.text("wikidata") or record.text("twin/0/wikidata") else "place"
        raise record.wrong("", problem("value-missing", field=f"twin/0/{field_}" if ends else field_))
    (_, place), *twins = ends
    yield place
    for at, end in twins:
        since, one_sided = record.date(f"{at}since"), bool(record.text(f"{at}{ONE_SIDED}"))
        term = {"since": since, "until": record.until(f"{at}until", since), ONE_SIDED: one_sided or None}
        if new_id(end) != new_id(place):
            yield Tie("TWINNED_WITH", place, end, {name: value for name, value in term.items() if value})


def with_places(statements: list[Statement], record: Record) -> list[Statement]:
    """The statements of a record, and one for each place it is the first to name: what is known of it, where it lies."""
    pairs = [replace(one, ties=tuple(t for t in one.ties if t.type != "LOCATED_IN")) for one in statements]
    places = {
        key: place
        for key, place in _places(record)
        if place.type != "Province" and (located(place) or len(place.properties) > 1)
    }
    return pairs + [
        Statement(key, place, tuple(located(place)), record.address, record.sheet) for key, place in places.items()
    ]


def _ends(record: Record) -> Iterator[tuple[str, Entity]]:
    """The places of a record with where their fields begin. Raises RowProblem."""
    for at in chain(("",), (f"twin/{number}/" for number in count())):
        qid = record.text(f"{at}wikidata")
        said = None if qid else record.text(f"{at}place")
        if not qid and not said:
            return
        try:
            place = known_place(qid, *_said(record, at)) if qid else city_of(said or "")
        except ValueProblem as error:
            raise record.wrong(f"{at}wikidata" if qid else f"{at}place", error.problem) from error
        yield at, place


def _said(record: Record, at: str) -> tuple[str | None, str | None]:
    return record.text(f"{at}name"), record.text(f"{at}country")


def _places(record: Record) -> Iterator[tuple[str, Entity]]:
    for at in (f"place/{number}/" for number in count()):
        if said := record.text(f"{at}place"):
            yield new_id(city_of(said)), city_of(said)
        elif qid := record.text(f"{at}wikidata"):
            own = known_place(qid, *_said(record, at))
            names = {language: record.text(f"{at}{language}") for language in LANGUAGES}
            more = {"population": record.integer(f"{at}population"), "aliases": record.texts(f"{at}aliases")}
            more |= {name: record.read(f"{at}{name}", parse_degrees) for name in ("latitude", "longitude")}
            yield (
                qid,
                own
                if own.type == "Province"
                else record.thing("Locality", own.name, **own.properties, **names, **more),
            )
        else:
            return


@lru_cache(maxsize=8192)
def known_place(qid: str, name: str | None, country: str | None = None) -> Entity:
    """A place by its Wikidata number. Raises ValueProblem "qid-unreadable"."""
    if not QID.fullmatch(qid):
        raise ValueProblem(problem("qid-unreadable", qid))
    if province := province_of(qid, country, name):
        return province_entity(province)
    return Entity("Locality", name or qid, {"wikidata": qid} | ({"country": country} if country else {}))


def province_of(qid: str | None, country: str | None, name: str | None) -> Province | None:
    """The Vietnamese province that a place is. Where its country is not said, the name alone must be a province's own."""
    if qid in _CENTRAL:
        return province_of_code(_CENTRAL[qid])
    if country not in (None, HOME) or not name:
        return None
    return next((p for p in find_province(name) if country or fold(name) in map(fold, p.names)), None)


@lru_cache(maxsize=8192)
def city_of(text: str) -> Entity:
    """The place of "City, Country", "City, Region, Country" or "Commune, Province". Raises ValueProblem."""
    name, *region = [part.strip() for part in text.split(",") if part.strip()] or [""]
    country = find_country(region[-1]) if region else None
    if country is None:
        if province := province_of(None, None, name) if not region else None:
            return province_entity(province)
        if not region:
            raise ValueProblem(problem("city-without-country", text))
        return places(text)[0]
    if country.alpha2 == HOME and (province := province_of(None, HOME, name)):
        return province_entity(province)
    bare = bare_city(name)
    code = "/".join([country.alpha2, *(key(part).replace(" ", "-") for part in (*region[-2::-1], bare))])
    return Entity("Locality", bare, {"country": country.alpha2} | ({"code": code} if len(region) > 1 else {}))


def country_code(said: str | None) -> str | None:
    """ISO alpha-2 of a country's name or code; None where it is none we know."""
    found = find_country(said) or country_of_code(said) if said else None
    return found.alpha2 if found else None


def unknown_country(said: str) -> Problem:
    return problem("country-left", said)

"""The contract of a source: one list of one publisher, told record by record as typed things.

A source is one file in `ingest/sources/` with one subclass of `Source`; the folder is scanned, nothing is registered.
A list of officers comes in tables and is told by its headings; a `FileSource` comes in a format of its own, which it
tells by the file's content.
`things` yields first the entity the record is about, then further entities that carry properties of their own, and the
ties. What is met only as the end of a tie is a mention: it needs no yielding.
"""

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import ClassVar, TypeVar

from graph.identity import new_id
from graph.store import Store
from graph.things import Entity, Statement, Tie
from ingest.cleaning import Lookup, clean, lookup_of
from ingest.problems import Problem, problem
from ingest.readers.head import Head
from ingest.readers.rows import Row
from ingest.record import Record
from ingest.reference import located

T = TypeVar("T")

OFFICER, REGISTER, LIST, REFERENCE, WEB = 90, 70, 50, 60, 30


class Source(ABC):
    """A list and how its records are read. `rank` says who outranks whom where two sources disagree.

    `required` are fields without which it is not this list; `main` are fields whose blankness marks a row that
    continues the record above; `order` puts the lists of one job in the order bodies and places, partners, items;
    `expects` is the least number of records a complete list holds; a list that loses more than the share `fall` of its
    records asks first; `lookup` puts known slips of this publisher right:
    field -> {value as it is met: value as it should be}.
    """

    name: ClassVar[str]
    title: ClassVar[Mapping[str, str]]
    publisher: ClassVar[str] = "Liên hiệp các tổ chức hữu nghị"
    url: ClassVar[str] = ""
    licence: ClassVar[str] = "the union's own list"
    rank: ClassVar[int] = LIST
    order: ClassVar[int]
    required: ClassVar[tuple[str, ...]] = ("name",)
    main: ClassVar[tuple[str, ...]] = ("name",)
    expects: ClassVar[int] = 1
    fall: ClassVar[float] = 0.2
    lookup: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    @abstractmethod
    def things(self, record: Record) -> Iterator[Entity | Tie]:
        """What a record says. Where a value is at fault the record is not used, whatever is said of it."""

    def key(self, record: Record, about: Entity) -> str:
        """The record's key within the source: what it is about. Override where one thing may have several records."""
        return new_id(about)

    def statements(self, record: Record) -> list[Statement]:
        """One statement for each yielded entity. A tie belongs to the first yielded entity that is one of its ends,
        else to the record's main statement. Raises RowProblem with every fault of the record."""
        record.check()
        for field, lookup in self._lookups.items():
            for row in record.rows:
                clean(row, field, lookup)
        with record.judged():
            return self._statements(record)

    @cached_property
    def _lookups(self) -> dict[str, Lookup]:
        return {field: lookup_of(words) for field, words in self.lookup.items()}

    def _statements(self, record: Record) -> list[Statement]:
        told = list(self.things(record))
        if not record.faults and any(map(_nameless, told)):
            raise record.wrong("", problem("name-empty"))
        entities = list({new_id(thing): thing for thing in reversed(told) if isinstance(thing, Entity)}.values())[::-1]
        held: list[list[Tie]] = [[] for _ in entities]
        ties = [thing for thing in told if isinstance(thing, Tie)]
        for tie in [*ties, *_sites(ties)]:
            held[_owner(tie, entities)].append(tie)
        key = self.key(record, entities[0])
        keys = [key, *(f"{key}/{new_id(entity)}" for entity in entities[1:])]
        return [
            Statement(keys[at], entity, tuple(held[at]), record.address, record.sheet)
            for at, entity in enumerate(entities)
        ]


class FileSource(Source):
    """A source that comes in a format of its own. `endings` say which files of a folder may be it; `fits`, which are."""

    endings: ClassVar[tuple[str, ...]]
    required: ClassVar[tuple[str, ...]] = ()
    main: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def fits(self, head: Head) -> bool:
        """Whether the file is of this format, told by what it holds and never by its name alone."""

    @abstractmethod
    def records(self, path: Path, store: Store) -> Iterator[Record]:
        """The records of a file, streamed in its order. `store` tells what is known already where the format needs it.

        Raises FileProblem when nothing more can be read: what came before stays, and nothing is swept.
        """

    def notes(self, path: Path) -> tuple[Problem, ...]:
        """What an officer should know about the file as a whole."""
        return ()


class ReferenceSource(Source):
    """A source without a file: `records` gives what the reference data of `graph.reference` holds."""

    rank: ClassVar[int] = REFERENCE
    required: ClassVar[tuple[str, ...]] = ()
    main: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def records(self) -> Iterator[Record]:
        """Every record, always in the same order."""

    def numbered(self, things: Iterable[object]) -> Iterator[Record]:
        """A record for each thing, numbered from 1."""
        for number, thing in enumerate(things, start=1):
            yield _Given(self.name, number, thing)

    def given(self, record: Record, type_: type[T]) -> T:
        """The thing a record was made of."""
        assert isinstance(record, _Given) and isinstance(record.thing_given, type_)
        return record.thing_given


class _Given(Record):
    """A record made of a thing that has no cells."""

    def __init__(self, source: str, number: int, thing: object) -> None:
        super().__init__([Row(source, "", number, {}, {})])
        self.thing_given = thing


def _nameless(thing: Entity | Tie) -> bool:
    """Whether a cell that names somebody held nothing but signs: ", ," names nobody."""
    named = (thing,) if isinstance(thing, Entity) else (thing.source, thing.target)
    return not all(any(map(str.isalnum, one.name)) for one in named)


def _sites(ties: list[Tie]) -> list[Tie]:
    """Where the localities lie that the ties lead to."""
    met = {end.name: end for tie in ties for end in (tie.source, tie.target) if end.type == "Locality"}
    return [tie for place in met.values() for tie in located(place)]


def _owner(tie: Tie, entities: list[Entity]) -> int:
    ends = (tie.source, tie.target)
    return next((at for at, entity in enumerate(entities) if entity in ends), 0)


@cache
def all_sources() -> Mapping[str, Source]:
    """Every source of `ingest/sources/` by name, in the order in which one job reads them."""
    package = importlib.import_module("ingest.sources")
    modules = (importlib.import_module(f"ingest.sources.{m.name}") for m in pkgutil.iter_modules(package.__path__))
    found = [
        thing() for module in modules for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Source) and thing.__module__ == module.__name__
    ]  # fmt: skip
    return {source.name: source for source in sorted(found, key=lambda s: (s.order, s.name))}

"""What a source says, before it is anybody's belief: entities, ties between them, and the statements that hold both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from graph.errors import UnknownVocabulary
from graph.model import ENTITIES, SUPERS, TIES, Property, may_join, tie_property

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing as one source names it.

    `type` is a type of `graph.model`, or a super-label ("Organization", "Place") where the source cannot tell; then
    `guess` is the type it gets if nobody knows it yet. `id` is set only for reference data, whose ids are readable.
    An `only_known` thing is linked if somebody bears its name and left out, with its ties, if not; it is never made.
    `memo` is `graph.identity`'s, so that keys are worked out once a thing.
    """

    type: str
    name: str
    properties: Values = field(default_factory=dict[str, Any])
    id: str | None = None
    guess: str | None = None
    only_known: bool = False
    memo: dict[str, Any] = field(default_factory=dict[str, Any], compare=False, repr=False)

    @property
    def new_type(self) -> str:
        """The type this thing gets when it is not in the graph yet."""
        return self.guess or self.type

    def __post_init__(self) -> None:
        if self.type not in ENTITIES and self.type not in SUPERS:
            raise UnknownVocabulary(f"no entity type {self.type!r}")
        if self.new_type not in ENTITIES:
            raise UnknownVocabulary(f"{self.type!r} needs a guess of its particular type")
        known = ENTITIES[self.new_type].property
        _check(self.new_type, self.properties, known)


@dataclass(frozen=True, slots=True)
class Tie:
    """A typed relationship from `source` to `target`, as one statement says it."""

    type: str
    source: Entity
    target: Entity
    properties: Values = field(default_factory=dict[str, Any])

    def __post_init__(self) -> None:
        if self.type not in TIES:
            raise UnknownVocabulary(f"no tie type {self.type!r}")
        if not may_join(self.type, self.source.new_type, self.target.new_type):
            raise UnknownVocabulary(f"{self.type} may not join {self.source.new_type} to {self.target.new_type}")
        _check(self.type, self.properties, partial(tie_property, self.type))


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim to be: what one record of a source says about one entity, and the ties that it states.

    `key` is the record's own within its source; `row` is its address in the file ("sheet!12" or "12").
    """

    key: str
    about: Entity
    ties: tuple[Tie, ...] = ()
    row: str = ""
    sheet: str = ""

    @property
    def record(self) -> str:
        """What its record's statements have in common: they are written together or not at all."""
        return self.row or self.key


def _check(owner: str, values: Values, known: Callable[[str], Property | None]) -> None:
    for name, value in values.items():
        property_ = known(name)
        if property_ is None:
            raise UnknownVocabulary(f"{owner} has no property {name!r}")
        if not _fits(value, property_.kind):
            raise UnknownVocabulary(f"{owner}.{name} is a {property_.kind}, not {type(value).__name__}")


def _fits(value: object, kind: str) -> bool:
    if value is None:
        return True
    if kind in ("texts", "passages"):
        return isinstance(value, list | tuple)
    if kind in ("number", "integer"):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, bool) if kind == "flag" else isinstance(value, str)

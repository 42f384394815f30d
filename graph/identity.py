"""Who is who: the keys that identify a thing, its stable id, and the entity a new statement is about.

A thing is found by its strongest key first (a registration number, an e-mail, an ISO code), then by name within its
country or place, then by name alone if exactly one bearer is known and nothing contradicts (never a town). Names are compared by
`names.key`, which keeps diacritics: folding is for finding, never for joining.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2s
from typing import Any

from graph import names
from graph.errors import AmbiguousName, TypeMismatch
from graph.model import ENTITIES, SUPERS
from graph.things import Entity

NAME_PROPERTIES = ("name", "name_vi", "name_en")
# A website may change or be shared by country offices: alone it identifies, but its difference proves nothing.
_NEVER_CONTRADICTS = frozenset({"website", "email", "phone", *NAME_PROPERTIES})
_NAMESAKES = frozenset({"Locality"})  # towns of one name are many: without a country or a number it joins none
DECIDING = tuple(sorted({p for t in ENTITIES.values() for key in t.keys for p in key} - _NEVER_CONTRADICTS))


@dataclass(frozen=True, slots=True)
class Identity:
    """The keys of one thing: `strong` in order of strength, `bare` by name alone (first the full names)."""

    strong: tuple[str, ...]
    lookup: tuple[str, ...]
    bare: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return self.strong + self.bare


@dataclass(slots=True)
class Candidate:
    """An entity that bears a key; `deciding` are its values of `DECIDING` properties, `closed` that nobody speaks of it now.

    Where it was merged into another, those are the values of its `survivor`.
    """

    id: str
    type: str
    deciding: Mapping[str, Any] = field(default_factory=dict[str, Any])
    closed: bool = False
    survivor: str = ""

    @property
    def partner(self) -> str:
        """Whom it stands for: those who were merged are one."""
        return self.survivor or self.id


def disowned(key: str, withdrawn: Iterable[str] | None) -> bool:
    """Whether a key is made with a name that an officer withdrew from who bears it: it identifies that one no more."""
    _, parts, *_, last = key.split("|")
    return bool(withdrawn) and "name" in parts.split("+") and last in {names.key(name) for name in withdrawn or ()}


def family(type_: str) -> str:
    return type_ if type_ in SUPERS else ENTITIES[type_].family


def identify(entity: Entity) -> Identity:
    """All keys of a thing, to be looked up and to be registered."""
    if "identity" not in entity.memo:
        entity.memo["identity"] = _identify(entity)
    return entity.memo["identity"]


def _identify(entity: Entity) -> Identity:
    space = family(entity.type)
    spoken = [str(v) for p in NAME_PROPERTIES if (v := _value(entity, p))]
    strong = [key for parts in ENTITIES[entity.new_type].keys for key in _composed(space, parts, entity, spoken)]
    lookup = list(dict.fromkeys(f"{space}|name|{names.key(n)}" for n in spoken))
    short = entity.properties.get("short")
    bare = [*lookup, f"{space}|name|{names.key(str(short))}"] if short else lookup
    return Identity(tuple(dict.fromkeys(strong)), tuple(lookup), tuple(dict.fromkeys(bare)))


def new_id(entity: Entity) -> str:
    """A stable id: readable where the thing brings one, else type and hash of its strongest key."""
    if entity.id:
        return entity.id
    if "id" not in entity.memo:
        found = identify(entity)
        basis = f"{entity.new_type}|{next(iter(found.strong), found.bare[0])}"
        entity.memo["id"] = f"{entity.new_type.lower()}-{blake2s(basis.encode(), digest_size=6).hexdigest()}"
    return entity.memo["id"]


class Register:
    """Keys -> candidates, as the graph knows them plus what the batch at hand has added."""

    def __init__(self) -> None:
        self._by_key: dict[str, dict[str, Candidate]] = {}
        self._stored: dict[str, set[str]] = {}

    def add(self, key: str, candidate: Candidate, withdrawn: Iterable[str] | None = None) -> None:
        """A key that the graph holds; by a name that was `withdrawn` from the candidate it is not found."""
        if not disowned(key, withdrawn):
            self._by_key.setdefault(key, {})[candidate.id] = candidate
        self._stored.setdefault(key, set()).add(candidate.id)

    def stands(self, key: str, id_: str) -> bool:
        """Whether the graph holds already that this key identifies this entity."""
        return id_ in self._stored.get(key, ())

    def stored(self, key: str) -> bool:
        """Whether the graph holds this key at all."""
        return key in self._stored

    def enter(self, entity: Entity, id_: str) -> None:
        """Remember a thing of this batch, so that the next mention of it finds it."""
        candidate = Candidate(id_, entity.new_type, {p: v for p in DECIDING if (v := _value(entity, p))})
        for key in identify(entity).all:
            self._by_key.setdefault(key, {})[id_] = candidate

    def find(self, entity: Entity) -> str | None:
        """The id of the entity that `entity` names, or None if it is new.

        Raises AmbiguousName if several bear the name, TypeMismatch if a sure key belongs to another type.
        """
        if entity.id:
            return entity.id
        identity = identify(entity)
        for key in identity.strong:
            found = _partners(c for c in self._by_key.get(key, {}).values() if not _outranked(entity, c, key))
            if len(found) == 1:
                _same_type(entity, found[0], key)
                return found[0].id
        return self._by_name(entity, identity.lookup)

    def _by_name(self, entity: Entity, keys: Iterable[str]) -> str | None:
        bearers = {c.id: c for key in keys for c in self._by_key.get(key, {}).values()}
        fitting = [c for c in bearers.values() if not _contradicts(entity, c)]
        fitting = _partners(c for c in fitting if c.type not in _NAMESAKES or _agrees(entity, c))
        if len(fitting) > 1:
            exact = [c for c in fitting if _agrees(entity, c)]
            if len(exact) != 1:
                exact = [c for c in exact or fitting if not c.closed]
            if len(exact) != 1:
                raise AmbiguousName(entity.name, sorted(c.id for c in fitting))
            fitting = exact
        return fitting[0].id if fitting else None


def _partners(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of those who were merged into one only one: the survivor if it is among them."""
    found: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: (c.id != c.partner, c.id)):
        found.setdefault(candidate.partner, candidate)
    return list(found.values())


def _composed(space: str, parts: tuple[str, ...], entity: Entity, spoken: list[str]) -> Iterator[str]:
    values = [_value(entity, p) for p in parts if p != "name"]
    if not all(values) or parts == ("name",):
        return
    head = f"{space}|{'+'.join(parts)}|" + "|".join(
        _normal(p, str(v)) for p, v in zip([p for p in parts if p != "name"], values, strict=True)
    )
    if "name" not in parts:
        yield head
    else:
        yield from (f"{head}|{names.key(n)}" for n in spoken)


@lru_cache(maxsize=1 << 13)
def _normal(property_: str, value: str) -> str:
    """An identifier as it is compared: no case, no spaces, no scheme or www. of an address."""
    if property_ in ("website", "url"):
        return value.strip().lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    if property_ == "phone":
        return "".join(c for c in value if c.isdigit())
    return names.key(value)


def _value(entity: Entity, property_: str) -> Any:
    return entity.name if property_ == "name" else entity.properties.get(property_)


def _same_type(entity: Entity, candidate: Candidate, key: str) -> None:
    if not _type_fits(entity, candidate):
        raise TypeMismatch(entity.name, entity.type, candidate.id, key)


def _type_fits(entity: Entity, candidate: Candidate) -> bool:
    return entity.type in SUPERS or entity.type == candidate.type


def _contradicts(entity: Entity, candidate: Candidate) -> bool:
    if not _type_fits(entity, candidate):
        return True
    return _differ(entity, candidate, {p for key in ENTITIES[candidate.type].keys for p in key} & set(DECIDING))


def _outranked(entity: Entity, candidate: Candidate, key: str) -> bool:
    """Whether a stronger key tells the two apart: one web site or decision may stand for two with numbers of their own."""
    return _differ(entity, candidate, _stronger(entity.new_type, key.split("|", 2)[1]))


@lru_cache(maxsize=1024)
def _stronger(type_: str, composed: str) -> frozenset[str]:
    """The deciding properties of the keys that go before the one composed of these properties ("country+name")."""
    keys = ENTITIES[type_].keys
    before = keys[: keys.index(tuple(composed.split("+")))]
    return frozenset(p for key in before for p in key if p in DECIDING)


def _differ(entity: Entity, candidate: Candidate, deciding: Iterable[str]) -> bool:
    return any(
        (mine := _value(entity, p))
        and (theirs := candidate.deciding.get(p))
        and _normal(p, str(mine)) != _normal(p, str(theirs))
        for p in deciding
    )


def _agrees(entity: Entity, candidate: Candidate) -> bool:
    """Whether at least one deciding property is stated by both (and, as nothing contradicts, equal)."""
    return any(_value(entity, p) and candidate.deciding.get(p) for p in DECIDING)

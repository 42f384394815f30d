"""Words to places and sectors: which area and which part of the tree a question means (QUESTIONS 3 and 4)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import cypher
from graph.asked import AmbiguousEntity, UnknownWord
from graph.model import PLACES
from graph.names import fold, key
from graph.reference import (
    Province,
    countries,
    find_commune,
    find_country,
    find_province,
    find_sector,
    provinces,
    sector_with_children,
    sectors,
)
from graph.search import bearers
from graph.store import Store, Viewer
from graph.subgraph import entities, names, ref
from graph.survivors import current

_FORMER = re.compile(r"\s+(?:cũ|cu|trước đây|\(cũ\)|\(cu\)|\(former\))\s*$|^\s*(?:former|old)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Area:
    """A place as a question means it: `within` are the ids that lie in it, `above` those in which it lies (both with
    itself), `absorbed` the refs of what was merged into it under another name."""

    ref: dict[str, Any]
    names: dict[str, str]
    within: frozenset[str]
    above: frozenset[str]
    absorbed: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


def area(store: Store, viewer: Viewer, text: str) -> Area:
    """The area that `text` names. Raises UnknownWord or AmbiguousEntity."""
    id_ = place(store, viewer, text)
    known = entities(store, viewer, [id_])
    if id_ not in known:
        raise UnknownWord(text, "place")
    inside = store.read(cypher.load("read/place_within"), viewer, place=id_)
    above = {row["id"] for row in store.read(cypher.load("read/place_above"), viewer, place=id_)}
    ours = known[id_]
    merged = [row for row in inside if row["until"] and row["id"] != id_ and row["type"] == "Province" == ours["type"]]
    # A licence or agreement of the former unit of the same name goes on under the present one.
    above |= {row["id"] for row in merged if key(row["name"]) == key(ours["name"])}
    absorbed = [{**ref(row), "names": names(row)} for row in merged if key(row["name"]) != key(ours["name"])]
    return Area(
        ref(ours), names(ours), frozenset({row["id"] for row in inside} | {id_}), frozenset(above | {id_}), absorbed
    )


def place(store: Store, viewer: Viewer, text: str) -> str:
    """The id of the place that `text` names: an id, a province, a country, a commune, a foreign city."""
    return current(store, viewer, _named(store, viewer, text.strip()))


def _named(store: Store, viewer: Viewer, said: str) -> str:
    known = entities(store, viewer, [said])
    if known and known[said]["type"] in PLACES:
        return said
    former = _FORMER.sub("", said)
    if former != said and (ended := [p for p in find_province(former) or () if p.until] or _ended(former)):
        return _only(said, ended)
    if found := find_province(said):
        return _only(said, found)
    if country := find_country(said):
        return country.id
    if communes := find_commune(said):
        choices = [{"id": c.id, "type": "Locality", "name": c.full_name} for c in communes]
        return _one(said, choices)
    return _one(said, bearers(store, viewer, said, "Locality"))


def _ended(name: str) -> list[Province]:
    return [p for p in provinces().values() if p.until and fold(name) in map(fold, p.names)]


def _only(said: str, found: Iterable[Province]) -> str:
    return _one(said, [{"id": p.id, "type": "Province", "name": p.name_vi} for p in found])


def _one(said: str, choices: list[dict[str, Any]]) -> str:
    if not choices:
        raise UnknownWord(
            said, "place", (n for unit in (*provinces().values(), *countries().values()) for n in unit.names)
        )
    if len(choices) > 1:
        raise AmbiguousEntity(said, choices)
    return choices[0]["id"]


@dataclass(frozen=True, slots=True)
class Branch:
    """A sector with all below it, as entity ids."""

    id: str
    names: dict[str, str]
    ids: frozenset[str]


def branch(text: str) -> Branch:
    """The part of the sector tree that `text` (a code, an id or words) names. Raises UnknownWord."""
    found = find_sector(text.strip().removeprefix("sector-"))
    if found is None:
        raise UnknownWord(text, "sector", (n for one in sectors().values() for n in (one.name_vi, one.name_en)))
    ids = frozenset(sectors()[code].id for code in sector_with_children(found.code) if code in sectors())
    return Branch(found.id, {"vi": found.name_vi, "en": found.name_en}, ids)

"""Which entity an id stands for now: one that was merged into another is answered by it, its survivor.

A claim is about the entity where identity put it, its *home*, and so are the ends of the ties it states: claims, former
states and keys tell homes. `merged_into` makes a tree of them. Only what is read over and over lies at the survivor:
ABOUT leads to it and bears `home` where that is another, and so do ties with `source_home` and `target_home`. A tie
between two that are now one stays between their homes, out of sight: what is merged is closed.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import cypher
from graph.belief import hold
from graph.model import TIES
from graph.retry import Overtaken
from graph.store import Store, Viewer, Work

Row = dict[str, Any]
At = Mapping[str, str]
"""Home -> survivor; a home that is not there is its own."""


class Reader(Protocol):
    """Whatever runs a statement: a transaction, or lookups apart from it."""

    def run(self, query: cypher.Query, /, **parameters: object) -> list[Row]: ...


class Seen:
    """What a viewer reads, to look survivors up in."""

    def __init__(self, store: Store, viewer: Viewer) -> None:
        self._store, self._viewer = store, viewer

    def run(self, query: cypher.Query, /, **parameters: object) -> list[Row]:
        return self._store.read(query, self._viewer, 10.0, **parameters)


def survivors(reader: Reader, ids: Iterable[str]) -> dict[str, str]:
    """The survivors of those of these entities that were merged into another, over any number of steps."""
    into: dict[str, str] = {}
    wanted = asked = set(ids)
    while asked:
        found = {row["id"]: row["into"] for row in reader.run(cypher.load("read/absorbed"), ids=sorted(asked))}
        into |= found
        asked = set(found.values()) - into.keys()
    return {id_: root(into, id_) for id_ in wanted if id_ in into}


def root(into: At, id_: str) -> str:
    """Who survives of an entity, by what each was merged into."""
    while id_ in into:
        id_ = into[id_]
    return id_


def current(store: Store, viewer: Viewer, id: str) -> str:
    """The id that answers for `id` now; an unknown one is its own."""
    return survivors(Seen(store, viewer), [id]).get(id, id)


def stand(apart: Reader, tx: Work, homes: Iterable[str], ends: Iterable[str] = ()) -> dict[str, str]:
    """Hold the survivors of these homes and ends of ties, before anything else of the transaction touches them.

    Raises Overtaken where others survive once they are held: the next try finds it so.
    """
    told, tied = set(homes), set(ends)
    at = survivors(apart, told | tied)
    hold(tx, {at.get(home, home) for home in told}, {at.get(end, end) for end in tied})
    if survivors(tx, told | tied) != at:
        raise Overtaken
    return at


def placed(type_: str, tie: Row, at: At) -> Row:
    """A tie between homes (`source`, `target`, `properties`) as the graph holds it."""
    source, target = tie["source"], tie["target"]
    ends = [(at.get(source, source), source), (at.get(target, target), target)]
    if ends[0][0] == ends[1][0]:
        return tie
    if TIES[type_].symmetric:
        ends.sort()
    homes = {
        f"{end}_home": home for end, (there, home) in zip(("source", "target"), ends, strict=True) if there != home
    }
    return {"source": ends[0][0], "target": ends[1][0], "properties": tie["properties"] | homes}


def stated(type_: str, tie: Row) -> Row:
    """A tie that the graph holds, between homes: as its claim states it."""
    words = {name: value for name, value in tie["properties"].items() if value is not None}
    source, target = (words.pop(f"{end}_home", tie[end]) for end in ("source", "target"))
    if TIES[type_].symmetric and target < source:
        source, target = target, source
    return {"source": source, "target": target, "properties": words}

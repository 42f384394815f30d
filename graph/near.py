"""Who has to do with an area: whoever is tied to it or to what is done there, and whom those are acquainted with.

Acquaintance is followed as far as it leads, through people, bodies, meetings and aid items, so that nothing which an
analysis of the area could come upon is left out; never through provinces and sectors, which join everybody with everybody.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import cypher
from graph.model import ENTITIES, PLACES
from graph.reference import sector_with_children
from graph.store import Store, Viewer

Near = dict[str, list[str]]
"""Ids in id order, by the name under which the statement of an analysis asks for them."""
_OF = {"Person": "people", "Delegation": "meetings", "Event": "meetings", "AidItem": "items"} | {
    t.name: "bodies" for t in ENTITIES.values() if "Organization" in t.supers
}
NAMES = frozenset({*_OF.values(), "fields"})
_WALKED = sorted({*_OF, "Locality"})
_SECONDS = 30.0
_AT_ONCE = 2_000


@cache
def asked() -> cypher.Query:
    """What is asked on the way, as one text: who is near depends on what it names."""
    texts = [cypher.load(name).text for name in ("read/near_area", "read/near_step", "read/need_sectors")]
    return cypher.parse("near", "\n".join(texts))


def near(store: Store, viewer: Viewer, province: str, look: Callable[[], None] = lambda: None) -> Near:
    """The bodies, people, meetings and aid items, and as "fields" the sectors in which something is needed there, with
    those below them. `look` is called before each step and may raise to end it."""
    found: dict[str, str] = {}
    rows = store.read(cypher.load("read/near_area"), viewer, _SECONDS, province=province, walked=_WALKED)
    while new := {row["id"]: row["type"] for row in rows if row["id"] not in found}:
        found |= new
        told, rows = list(new.items()), list[dict[str, Any]]()
        for start in range(0, len(told), _AT_ONCE):
            look()
            rows += _next(store, viewer, told[start : start + _AT_ONCE])
    named: Near = {name: [] for name in NAMES} | {"fields": _fields(store, viewer, province)}
    for id_, type_ in sorted(found.items()):
        if type_ in _OF:
            named[_OF[type_]].append(id_)
    return named


def _next(store: Store, viewer: Viewer, some: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Whom these (id, type) are acquainted with."""
    places = [id_ for id_, type_ in some if type_ in PLACES]
    makers = [id_ for id_, type_ in some if _OF.get(type_) in ("bodies", "items")]
    ids, step = [id_ for id_, _ in some], cypher.load("read/near_step")
    return store.read(step, viewer, _SECONDS, ids=ids, places=places, makers=makers, walked=_WALKED)


def _fields(store: Store, viewer: Viewer, province: str) -> list[str]:
    rows = store.read(cypher.load("read/need_sectors"), viewer, _SECONDS, province=province)
    codes = {row["id"].removeprefix("sector-") for row in rows}
    return sorted({f"sector-{below}" for code in codes for below in (code, *sector_with_children(code))})

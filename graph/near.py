"""Who has to do with an area: whoever is tied to it or to what is done there, and whom those are acquainted with.

Acquaintance is followed as far as it leads, through people, bodies, meetings and aid items, so that nothing which an
analysis of the area could come upon is left out; never through provinces and sectors, which join everybody with everybody.
"""

from collections.abc import Callable

import cypher
from graph.model import ENTITIES
from graph.reference import sector_with_children
from graph.store import Store, Viewer

Near = dict[str, list[str]]
"""Ids in id order, by the name under which the statement of an analysis asks for them."""
_OF = {"Person": "people", "Delegation": "meetings", "Event": "meetings", "AidItem": "items"} | {
    t.name: "bodies" for t in ENTITIES.values() if "Organization" in t.supers
}
NAMES = frozenset({*_OF.values(), "fields"})
_PLACES = frozenset({"Country", "Province", "Locality"})
_WALKED = sorted({*_OF, "Locality"})
_SECONDS = 30.0


def near(store: Store, viewer: Viewer, province: str, look: Callable[[], None] = lambda: None) -> Near:
    """The bodies, people, meetings and aid items, and as "fields" the sectors in which something is needed there, with
    those below them. `look` is called before each step and may raise to end it."""
    found: dict[str, str] = {}
    rows = store.read(cypher.load("read/near_area"), viewer, _SECONDS, province=province, walked=_WALKED)
    step = cypher.load("read/near_step")
    while new := {row["id"]: row["type"] for row in rows if row["id"] not in found}:
        look()
        found |= new
        places = [id_ for id_, type_ in new.items() if type_ in _PLACES]
        makers = [id_ for id_, type_ in new.items() if _OF.get(type_) in ("bodies", "items")]
        rows = store.read(step, viewer, _SECONDS, ids=list(new), places=places, makers=makers, walked=_WALKED)
    told: Near = {name: [] for name in NAMES} | {"fields": _fields(store, viewer, province)}
    for id_, type_ in sorted(found.items()):
        if type_ in _OF:
            told[_OF[type_]].append(id_)
    return told


def _fields(store: Store, viewer: Viewer, province: str) -> list[str]:
    rows = store.read(cypher.load("read/need_sectors"), viewer, province=province)
    codes = {row["id"].removeprefix("sector-") for row in rows}
    return sorted({f"sector-{below}" for code in codes for below in (code, *sector_with_children(code))})

"""The graph's partners as records to be compared: what is believed of each, and what it is tied to."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

import cypher
from graph import names
from graph.identity import DECIDING, NAME_PROPERTIES
from graph.model import ENTITIES
from graph.resolution.record import Record
from graph.store import Store, Viewer

ORGANIZATIONS = tuple(name for name, type_ in ENTITIES.items() if "Organization" in type_.supers)
_REGISTERED = frozenset({"org_id", "registration", "tax_number"})
_COMPARED = frozenset({"name", "country", "short", *_REGISTERED})
# What two records of one partner have in common: its people, projects, agreements, licences and visits.
_COMMON = "HAS_POST|FUNDS|IMPLEMENTS|RECEIVES|MANAGES|HOLDS|PARTY_TO|INVESTS_IN|HOSTED|JOINED"
_INVENTED = re.compile(r"\s*\((?:mẫu|sample)\)$")
"""The mark of what our sample lists invented: no part of a name."""
_READ, _SECONDS = 2_000, 60.0


def partners(store: Store, viewer: Viewer, types: Iterable[str] = ORGANIZATIONS) -> list[Record]:
    """A record of every entity of these types that stands for itself; read in steps, of each only what is compared."""
    found = [row for type_ in types for row in _of_type(store, viewer, type_)]
    several = _several(near for _, near in found)
    return [
        _record(known, (f"{tie} {other}" for tie, other, _ in near if (tie, other) not in several))
        for known, near in found
    ]


Near = frozenset[tuple[str, str, str]]


def _of_type(store: Store, viewer: Viewer, type_: str) -> Iterator[tuple[dict[str, Any], Near]]:
    """What is compared of each entity, with its (tie, other end, source) as far as they may tell."""
    kept = {
        "id",
        "type",
        "short",
        "country",
        "aliases",
        "website",
        "email",
        "phone",
        *NAME_PROPERTIES,
        *_REGISTERED,
        *_telling(type_),
    }
    ids = iter([row["id"] for row in store.read(cypher.load("read/standing"), viewer, seconds=_SECONDS, type=type_)])
    while some := list(islice(ids, _READ)):
        near: dict[str, set[tuple[str, str, str]]] = {}
        ties = cypher.load("read/neighbourhood").fill(ties=_COMMON)
        for row in store.read(ties, viewer, seconds=_SECONDS, ids=some):
            near.setdefault(row["id"], set()).add((row["type"], row["other"], row["source"]))
        for row in store.read(cypher.load("read/entities"), viewer, seconds=_SECONDS, ids=some):
            known = row["entity"]
            yield (
                {name: value for name, value in known.items() if name in kept and value},
                frozenset(near.get(known["id"], ())),
            )


def _several(nears: Iterable[Near]) -> set[tuple[str, str]]:
    """What one source ties to several in one way: who fund an item together are not one funder."""
    told = Counter(one for near in nears for one in near)
    return {(tie, other) for (tie, other, _), times in told.items() if times > 1}


def _record(known: dict[str, Any], neighbours: Iterable[str]) -> Record:
    spoken = [known.get(name) for name in NAME_PROPERTIES]
    short = known.get("short", "")
    told = (_INVENTED.sub("", str(name)) for name in (*spoken, *known.get("aliases", ())) if name and name != short)
    every = dict.fromkeys(filter(None, told))
    return Record(
        known["id"], tuple(every) or (short,), known["type"], short=(short,) if short else (),
        country=known.get("country", ""), website=known.get("website", ""), email=known.get("email", ""),
        phone=known.get("phone", ""), neighbours=frozenset(neighbours),
        identifiers=frozenset(f"{name}:{names.key(known[name])}" for name in sorted(_REGISTERED & known.keys())),
        deciding=frozenset(f"{name}:{names.key(str(known[name]))}" for name in _telling(known["type"]) & known.keys()),
    )  # fmt: skip


@cache
def _telling(type_: str) -> frozenset[str]:
    """The properties that tell two of a type apart, beside what is compared by itself."""
    parts = {name for key in ENTITIES[type_].keys for name in key}
    return frozenset(parts.intersection(DECIDING) - _COMPARED)

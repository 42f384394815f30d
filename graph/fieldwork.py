"""Where our partners from outside work within the area, and in which field: what is compared to bring them together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from math import sqrt

from graph.finding import Both, both
from graph.ground import Ground
from graph.reference import ancestors, sector_top, sectors

GUESTS = ("NGO", "Business", "MultilateralBody", "DiasporaGroup")
Spot = tuple[str, str]
"""A place within the area, below the province, and the code of a field."""


@dataclass(slots=True)
class Work:
    """A body's fields (codes of sectors), places within the area, the two together, and its items here."""

    fields: set[str] = field(default_factory=set[str])
    places: set[str] = field(default_factory=set[str])
    spots: set[Spot] = field(default_factory=set[Spot])
    items: set[str] = field(default_factory=set[str])


def fieldwork(ground: Ground) -> dict[str, Work]:
    """The guests who are on record with the area, each with its work there on the day."""
    found: dict[str, Work] = {}
    for body in (x for type_ in GUESTS for x in ground.all(type_)):
        work, stated = Work(), fields_of(ground.out(body, "WORKS_IN_SECTOR"))
        near = _below(ground, ground.out(body, "WORKS_IN"))
        work.fields |= stated
        work.places |= near
        work.spots |= {(p, f) for p in near for f in stated}
        for item in ground.out(body, "FUNDS", "IMPLEMENTS"):
            if not ground.inbound(item) or not ground.here(ground.out(item, "TARGETS")):
                continue
            work.items.add(item)
            work.fields |= (fields := fields_of(ground.out(item, "IN_SECTOR")))
            if ground.under_way(item):
                at = _below(ground, ground.out(item, "TARGETS"))
                work.places |= at
                work.spots |= {(p, f) for p in at for f in fields}
        if work.items or ground.here(ground.out(body, "RELATES_TO", "WORKS_IN")):
            found[body] = work
    return found


def fields_of(sector_ids: Iterable[str]) -> set[str]:
    """The fields, as officers name them, to which these sectors belong."""
    return {_field(s.removeprefix("sector-")) for s in sector_ids}


@cache
def _field(code: str) -> str:
    """The local bucket that stands for a code or for the nearest above it, the narrowest where several do; else the top."""
    buckets = [one for one in sectors().values() if one.level == "local"]
    for above in (code, *ancestors(code)):
        near = [one for one in buckets if above == one.code or above in one.maps]
        if near:
            return min(near, key=lambda one: (len(one.maps), one.code)).code
    return sector_top(code)


def l3(of: dict[str, set[str]], body: str, new: str) -> float:
    """The paths of three steps from a body over its own, through who shares it, to something new; those through few count
    more (Kovács 2019; Daminelli 2015 for two-sided networks): sum of 1 / sqrt(k(own) k(other))."""
    bearers: dict[str, set[str]] = {}
    for one, its in of.items():
        for x in its:
            bearers.setdefault(x, set()).add(one)
    between = (
        (own, other) for own in of[body] for other in bearers[own] & bearers.get(new, set()) if other != body and own != new
    )  # fmt: skip
    return sum(1 / sqrt(len(bearers[own]) * len(of[other])) for own, other in sorted(between))


def like(of: dict[str, set[str]], body: str, new: str) -> list[str]:
    """Who shares something with a body and has the new thing too."""
    return sorted(x for x, its in of.items() if x != body and new in its and its & of[body])


def called(code: str) -> Both:
    """A field as it stands within a sentence."""
    entry = sectors().get(code)
    return both(entry.name_vi.lower(), entry.name_en.lower()) if entry else both(code, code)


def _below(ground: Ground, places: Iterable[str]) -> set[str]:
    return {p for p in places if p in ground.within and ground.a(p).get("type") == "Locality"}

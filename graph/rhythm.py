"""When a partner was met, how often it used to be, and how long it has been silent.

Silence beyond eight times the former interval foretells that a tie decays (EPJ Data Science 2017, s13688-017-0127-3); for
officers it counts as silence after half a year at the earliest and after two years in any case.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from graph.days import reaches
from graph.ground import Ground
from graph.licences import last_day
from graph.weigh import days_between

_MET = ("HOSTED", "JOINED", "LED", "MET", "CAME_FROM", "CONCERNS", "TARGETS")
_FEWEST, _TIMES, _EARLIEST, LATEST = 3, 8, 182, 730


@dataclass(frozen=True, slots=True)
class Contact:
    """A meeting: its day, and the id of the delegation, the event or the person."""

    day: str
    what: str


@dataclass(frozen=True, slots=True)
class Silence:
    """`days` since the last contact, the `usual` days between two (None with fewer than three), and the `limit`."""

    last: Contact
    days: int
    usual: float | None
    limit: float

    @property
    def long(self) -> bool:
        return self.days > self.limit


def contacts(ground: Ground, who: str) -> list[Contact]:
    """The contacts with a body, a place or a country until the day, its people's too; the first one first, each once."""
    found: set[Contact] = set()
    for one, end in ((who, None), *_people(ground, who)):
        told = set[Contact]()
        for what in {*ground.out(one, *_MET), *ground.into(one, *_MET)}:
            a = ground.a(what)
            if a.get("type") in ("Delegation", "Event") and (day := _passed(ground, a.get("until") or a.get("since"))):
                told.add(Contact(day, what))
        told |= {c for p in {*ground.out(one, "KNOWS"), *ground.into(one, "KNOWS")} for c in _known(ground, one, p)}
        found |= {contact for contact in told if reaches(None, end, contact.day, None)}
    return sorted(found, key=lambda c: (c.day, c.what))


def _people(ground: Ground, who: str) -> Iterator[tuple[str, str | None]]:
    """Who has or had a post there, and until when."""
    for person, _, kind, tie in ground.g.in_edges(who, keys=True, data=True):
        if kind == "HAS_POST" and ground.a(person).get("type") == "Person":
            yield person, tie.get("until")


def silence(ground: Ground, met: Iterable[Contact]) -> Silence | None:
    """How long it has been silent; None where no contact is on record."""
    told = list(met)
    if not told:
        return None
    days = sorted({c.day for c in told})
    gaps = [days_between(a, b) for a, b in pairwise(days)]
    usual = float(median(gaps)) if len(days) >= _FEWEST else None
    limit = LATEST if usual is None else min(LATEST, max(_EARLIEST, _TIMES * usual))
    return Silence(told[-1], days_between(told[-1].day, ground.day), usual, limit)


def association_for(ground: Ground, countries: Iterable[str]) -> str:
    """The friendship association of ours that cares for one of these countries; "" where there is none."""
    mine = set(ground.ours)
    return next((a for c in countries for a in ground.into(c, "FRIEND_OF") if a in mine), "")


def country_of(ground: Ground, place: str) -> str:
    """The country in which a foreign place lies, or that a body comes from; "" where it is not on record."""
    a = ground.a(place)
    if a.get("type") == "Country":
        return place
    if code := a.get("country"):
        return f"country-{str(code).lower()}"
    return next((p for p in sorted(ground.regions(place)) if ground.a(p).get("type") == "Country"), "")


def _known(ground: Ground, one: str, other: str) -> Iterable[Contact]:
    for a, b in ((one, other), (other, one)):
        if ground.g.has_edge(a, b, "KNOWS") and (day := _passed(ground, ground.tie(a, b, "KNOWS").get("last_contact"))):
            yield Contact(day, other)


def _passed(ground: Ground, day: object) -> str:
    """A day that is over, of a month or a year its last; "" for one to come and for none."""
    if not day or str(day)[: len(ground.day)] > ground.day[: len(str(day))]:
        return ""
    return min(last_day(str(day)), ground.day)

"""The sectors of an activity: ours for DAC codes of five or three digits; a reporter's own by its name, if we know it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from graph.reference import find_sector
from graph.reference import sectors as known_sectors
from graph.things import Entity
from ingest.iati.activity import Activity, Part, spoken
from ingest.iati.money import Shares, by_value, numbers, stated
from ingest.problems import Problem, problem
from ingest.reference import sector_entity

DAC5, DAC3 = "1", "2"
_OWN = ("99", "98")
_NONE = Decimal(0)


@dataclass(slots=True)
class Sectors:
    """Sectors with their percentages, none where nobody states them; `words` are names that are none of ours."""

    sectors: list[tuple[Entity, Mapping[str, float]]] = field(default_factory=list[tuple[Entity, Mapping[str, float]]])
    words: list[str] = field(default_factory=list[str])
    problems: list[Problem] = field(default_factory=list[Problem])


def sectors_of(activity: Activity) -> Sectors:
    """The sectors by the finest vocabulary that we know: several vocabularies say the same thing several times.

    Where the activity names none, those of its transactions, weighed by their amounts.
    """
    found = Sectors()
    for scheme, ours in ((DAC5, _dac), (DAC3, _dac), *((own, _named) for own in _OWN)):
        if parts := _stated(activity, scheme):
            found.sectors = _merged(parts, ours, found)
        if found.sectors:
            break
    return found


def _stated(activity: Activity, scheme: str) -> list[tuple[Part, Shares]]:
    def mine(parts: Sequence[Part]) -> list[Part]:
        return [part for part in parts if part.scheme == scheme]

    if activity.sectors:
        return stated(mine(activity.sectors))
    return by_value(activity.transactions, lambda t: mine(t.sectors))


def _merged(
    parts: Iterable[tuple[Part, Shares]], ours: Callable[[Part, Sectors], Entity | None], found: Sectors
) -> list[tuple[Entity, Mapping[str, float]]]:
    """Each sector once, its percentages added."""
    shares: dict[str | None, tuple[Entity, Shares]] = {}
    for part, share in parts:
        if sector := ours(part, found):
            _, known = shares.get(sector.id, (sector, {}))
            shares[sector.id] = sector, {n: known.get(n, _NONE) + share.get(n, _NONE) for n in {**known, **share}}
    return [(sector, numbers(share)) for sector, share in shares.values()]


def _dac(part: Part, found: Sectors) -> Entity | None:
    if sector := known_sectors().get(part.code):
        return sector_entity(sector)
    if wider := known_sectors().get(part.code[:3]):
        found.problems.append(problem("iati-sector-wider", part.code, wider=f"{wider.code} {wider.name_vi}"))
        return sector_entity(wider)
    found.problems.append(problem("iati-sector", part.code))
    return None


def _named(part: Part, found: Sectors) -> Entity | None:
    for name in part.names.values():
        if sector := find_sector(name):
            return sector_entity(sector)
    if name := spoken(part.names):
        found.words.append(name)
    return None

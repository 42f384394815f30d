"""Where an activity goes: our provinces and countries for the places that IATI names.

A location of IATI has no percentage. Where an activity's only country is Viet Nam its provinces therefore have none either
(each may hold the whole); where Viet Nam is one country of several, its percentage is parted evenly among them.
Provinces stand in the stead of Viet Nam itself: who asks for the country is given what lies in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.reference import country_of_code
from graph.things import Entity
from ingest.iati.activity import Activity, Location, Part, spoken
from ingest.iati.money import Shares, by_value, numbers, stated
from ingest.presence.areas import province_of
from ingest.problems import Problem, ValueProblem, problem
from ingest.reference import HOME, country_entity, places, province_entity

_OURS = re.compile(r"\s*,?\s*\b(?:viet ?nam|việt nam|vn)\s*$", re.I)


@dataclass(slots=True)
class Where:
    """`places` with their percentages, none where nobody states them; `words` are what is no place of ours."""

    places: list[tuple[Entity, Mapping[str, float]]] = field(default_factory=list[tuple[Entity, Mapping[str, float]]])
    words: list[str] = field(default_factory=list[str])
    problems: list[Problem] = field(default_factory=list[Problem])

    @property
    def inbound(self) -> bool:
        """Whether some of it goes to Viet Nam."""
        return any(_in_viet_nam(place) for place, _ in self.places)


def where(activity: Activity) -> Where:
    """The places of an activity; of its transactions, weighed by their amounts, where it names no country itself."""
    found = Where()
    parts = stated(activity.places) or by_value(activity.transactions, lambda t: t.places)
    countries = list(_countries(parts, found))
    inner = list(_provinces(activity.locations, countries, found))
    for country, share in countries:
        if inner and _in_viet_nam(country):
            alone = len(countries) == 1 and not found.words
            whole = alone or any(part >= 100 for part in share.values())
            each = {} if whole else numbers({name: part / len(inner) for name, part in share.items()})
            found.places += [(province, each) for province in inner]
        else:
            found.places.append((country, numbers(share)))
    if inner and not any(_in_viet_nam(country) for country, _ in countries):
        found.places += [(province, {}) for province in inner]
    return found


def _countries(parts: Iterable[tuple[Part, Shares]], found: Where) -> Iterator[tuple[Entity, Shares]]:
    for part, share in parts:
        country = country_of_code(part.code) if part.scheme == "country" else None
        if country:
            yield country_entity(country), share
        elif part.scheme == "country":
            found.problems.append(problem("iati-country", part.code or spoken(part.names)))
        elif name := spoken(part.names) or (part.code and f"khu vực {part.code}"):
            found.words.append(name)


def _provinces(locations: Iterable[Location], countries: list[tuple[Entity, Shares]], found: Where) -> Iterator[Entity]:
    """The provinces and communes of Viet Nam among the locations, each once; other locations are kept in words."""
    met: dict[str | None, None] = {}
    for location in locations:
        name = spoken(location.names)
        ours = not countries or any(_in_viet_nam(country) for country, _ in countries)
        here = _province(location) if ours else []
        for place in here:
            if place.id not in met:
                met[place.id] = None
                yield place
        if not here and name:
            found.words.append(name)
            if ours and len(countries) == 1:
                found.problems.append(problem("iati-location", name))


def _province(location: Location) -> list[Entity]:
    """By its P-code, or that of a unit in it, else by its name in any language."""
    for _, code in location.codes:
        if code.startswith("VN") and (province := province_of(code)):
            return [province_entity(province)]
    for name in location.names.values():
        try:
            said = places(_OURS.sub("", name) or name)
        except ValueProblem:
            continue
        if mine := [place for place in said if place.id and _in_viet_nam(place) and place.type != "Country"]:
            return mine
    return []


def _in_viet_nam(place: Entity) -> bool:
    if place.type == "Country":
        return place.properties.get("iso2") == HOME
    return place.type == "Province" or place.properties.get("country") == HOME

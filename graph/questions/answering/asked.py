"""A plan with its words made ids: the area, the branch of sectors, the home countries, the asking day."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.model import PLACES
from graph.questions.plan import Home, Named, Party, Plan
from graph.reference import countries, country_of_code
from graph.store import Store, Viewer
from graph.subgraph import entities
from graph.where import Area, Branch, area, branch


@dataclass(frozen=True)
class Asked:
    """What is asked, of whom, on which day; `province` is the id of the asker's own province."""

    store: Store
    viewer: Viewer
    plan: Plan
    day: str
    province: str

    @cached_property
    def where(self) -> Area | None:
        return self.area(self.plan.places)

    @cached_property
    def outside(self) -> Area | None:
        return self.area(self.plan.outside)

    @cached_property
    def ours(self) -> Area:
        """The area of the asker's own province."""
        return area(self.store, self.viewer, self.province)

    @cached_property
    def what(self) -> Branch | None:
        found = [branch(one.id) for one in self.plan.sectors]
        if not found:
            return None
        return Branch(found[0].id, found[0].names, frozenset[str]().union(*(one.ids for one in found)))

    @cached_property
    def but_not(self) -> list[tuple[frozenset[str] | None, frozenset[str] | None]]:
        """The ids of the sectors and of the places of each thing that a row must not be; None where none is said."""
        return [
            (
                frozenset[str]().union(*(branch(s.id).ids for s in one.sectors)) if one.sectors else None,
                found.within if (found := self.area(one.places)) else None,
            )
            for one in self.plan.but_not
        ]

    @cached_property
    def home(self) -> frozenset[str] | None:
        """The ISO alpha-2 codes that fit; None where no home is asked for."""
        return codes(self.plan.home) if self.plan.home else None

    @cached_property
    def reached(self) -> list[tuple[Party, frozenset[str]]]:
        """Each party with the ids that count as it: a place with what lies in it, anything else itself."""
        return [(party, self.meant(party.thing)) for party in self.plan.parties]

    def meant(self, thing: Named) -> frozenset[str]:
        if thing.type in PLACES and (found := self.area([thing])):
            return found.within
        known = entities(self.store, self.viewer, [thing.id]).get(thing.id, {})
        return frozenset({str(known.get("merged_into") or thing.id)})

    def area(self, places: Sequence[Named]) -> Area | None:
        """All of these places as one area."""
        found = [area(self.store, self.viewer, place.id) for place in places]
        if len(found) < 2:
            return found[0] if found else None
        within, above = (
            frozenset[str]().union(*ids) for ids in zip(*((a.within, a.above) for a in found), strict=True)
        )
        return Area(found[0].ref, found[0].names, within, above, [ref for one in found for ref in one.absorbed])


def codes(home: Home) -> frozenset[str]:
    """The countries a home stands for, as ISO alpha-2 codes. Viet Nam is no foreign home unless it is named."""
    named = {code for one in home.countries if (code := _code(one.id))}
    grouped = {
        c.alpha2 for c in countries().values() if c.region in home.regions or not set(c.tags).isdisjoint(home.tags)
    } - {"VN"}
    fitting = named | grouped
    return frozenset(countries().keys() - fitting - {"VN"}) if home.outside else frozenset(fitting)


def _code(id_: str) -> str | None:
    found = country_of_code(id_.removeprefix("country-"))
    return found.alpha2 if found else None

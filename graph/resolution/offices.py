"""Country offices, by one stated rule.

An office in Viet Nam ("X in Viet Nam", "X tại Việt Nam", "X Vietnam Office") is the partner a union knows as X. A member
in another country ("X UK", "X Deutschland") is kept apart from X, and so is the Vietnamese member of a federation whose
members are bodies of their own (`knowledge/federations.csv`).
"""

from collections.abc import Iterable
from functools import cache

from graph.resolution.lexicon import table
from graph.resolution.words import Form, Unit, form

HOST = "VN"
_BEHIND = frozenset({HOST, "OFFICE", "INTERNATIONAL"})
BALLAST = _BEHIND | {"ORGANIZATION"}
"""Ids of what may be left out of a name without making it another's, where it stands so (`ballast`)."""


def telling(units: Iterable[Unit], own: Form, other: Form) -> list[Unit]:
    """Of the units that one name says alone those that tell partners apart."""
    hard = [unit for unit in units if not unit.soft]
    return [unit for unit in hard if unit.id != HOST or not is_office(own, other)] if HOST in own.ids else hard


def ballast(unit: Unit, own: Form, other: Form) -> bool:
    """Whether a unit may be left out of a name without making it another's."""
    if unit.id == "INTERNATIONAL":
        behind = own.units[own.units.index(unit) + 1 :]
        return all(u.id in _BEHIND for u in behind)
    return unit.id in ("ORGANIZATION", "OFFICE") or (unit.id == HOST and is_office(own, other))


def is_office(own: Form, other: Form) -> bool:
    """Whether "Viet Nam" in a name says where an office is, beside another name that doesn't say it."""
    if HOST in other.countries or HOST not in own.countries or not set(other.countries) <= set(own.countries):
        return False
    alone = len(set(own.countries)) == 1
    behind = own.units[-1].id == HOST and own.units[-2].kind != "country"
    return (alone or behind) and not _is_member(own)


def _is_member(own: Form) -> bool:
    return any(name <= own.ids for name in _federations())


@cache
def _federations() -> tuple[frozenset[str], ...]:
    return tuple(form(row["name"]).ids for row in table("federations.csv"))

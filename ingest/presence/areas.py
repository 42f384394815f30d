"""Codes and names of administrative areas, as humanitarian tables give them side by side, to the places of the graph.

A record says `country`, `adm1` to `adm3` and `loc` by name, each with `..._code` beside it, and the provider's own name
of an area as `..._said`. The code decides: a P-code ("VN103"), the statistics office's ("31"), an ISO code. Units that
ended on 30 June 2025 stay the former ones; an area abroad is a locality of its country.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from graph.names import key
from graph.reference import Country, Province, communes, country_of_code, find_province, provinces
from graph.things import Entity, Tie
from ingest import reference
from ingest.problems import ValueProblem, problem
from ingest.record import Record
from ingest.values import split_values

LEVELS = ("adm1", "adm2", "adm3", "loc")
_PARTS = ("_code", "", "_said")
AREA = ("country_code", "country", *(f"{level}{part}" for level in LEVELS for part in _PARTS))
_CODE = re.compile(r"([A-Z]{2,3})[-_ ]?\d[\dA-Z]*")


class _Unit(NamedTuple):
    """One level of a record, by what is said of it."""

    level: str
    code: str
    name: str
    said: str


@dataclass(slots=True)
class Area:
    """Where a record is at, as near as it says; `ties` tell in what its localities lie, `reported` the provider's own
    name; `country` is the ISO alpha-2 code."""

    places: list[Entity] = field(default_factory=list[Entity])
    ties: list[Tie] = field(default_factory=list[Tie])
    reported: str | None = None
    country: str | None = None


def area(record: Record, on: str | None) -> Area:
    """The area of a record; a name alone means the unit of that name as it was on the day `on`, else the present one.

    What nobody knows is a fault of the record: "country-unknown", "place-unknown", "place-ambiguous".
    """
    cells = record.rows[0].cells
    said = [level for level in LEVELS if any(f"{level}{part}" in cells for part in _PARTS)]
    units = [unit for level in said if any((unit := _unit(record, level))[1:])]
    country = _country(record, units)
    iso = country.alpha2 if country else None
    if not units:
        return Area([reference.country_entity(country)] if country else record.countries("country"), country=iso)
    last = units[-1]
    try:
        found = _abroad(country, units) if country and iso != reference.HOME else _at_home(record, units, on)
    except ValueProblem as error:
        said = (name for name in AREA if record.text(name) == error.problem.value)
        record.fault(next(said, last.level), error.problem)
        return Area()
    own = found.places[0].name if len(found.places) == 1 else ""
    found.reported = last.said or (last.name if last.code or last.name != own else None) or None
    found.country = iso or reference.HOME
    return found


def _unit(record: Record, level: str) -> _Unit:
    code, name, said = (record.text(f"{level}{part}") or "" for part in _PARTS)
    return _Unit(level, code, name or said, said)


def _country(record: Record, units: list[_Unit]) -> Country | None:
    """By its code, else by its name, else by the letters of the first area's code."""
    code, name = record.text("country_code"), record.text("country")
    if found := country_of_code(code or "") or country_of_code(name or ""):
        return found
    if name:
        return _named(record, name) if len(split_values(name)) == 1 else None
    if code:
        record.fault("country_code", problem("country-unknown", code))
    letters = next((match[1] for unit in units if (match := _CODE.fullmatch(unit.code.upper()))), "")
    return country_of_code(letters)


def _named(record: Record, name: str) -> Country | None:
    try:
        return country_of_code(str(reference.countries(name)[0].properties["iso2"]))
    except ValueProblem as error:
        record.fault("country", error.problem)
        return None


@lru_cache(maxsize=4096)
def province_of(code: str, on: str | None = None) -> Province | None:
    """The province of a P-code, or of one below it ("VN10301"), or of the statistics office's code ("31", "VN31")."""
    said = code.strip().upper()
    by_pcode = {unit.pcode: unit for unit in provinces().values() if unit.pcode}
    if found := by_pcode.get(said) or by_pcode.get(said[:5] if len(said) > 5 else ""):
        return found
    digits = said.removeprefix(reference.HOME).zfill(2)
    bearers = [unit for unit in provinces().values() if unit.code == digits]
    of_then = [unit for unit in bearers if (unit.existed(on) if on else unit.present)]
    return next(iter([*of_then, *bearers]), None)


def _at_home(record: Record, units: list[_Unit], on: str | None) -> Area:
    outer, inner = units[0], units[1:]
    if len(units) == 1 and not outer.code:
        return Area([place for name in split_values(outer.name) for place in _by_name(name, on)])
    if outer.level != "adm1":
        outer, inner = _Unit("adm1", outer.code, "", ""), units
    province = province_of(outer.code, on) if outer.code else None
    if not province and outer.name:
        if outer.code:
            record.warn("adm1_code", problem("place-code-unknown", outer.code, name=outer.name))
        province = next(iter(find_province(outer.name, on)), None)
    if not province and not (inner and _commune(inner[-1])):
        raise ValueProblem(problem("place-unknown", outer.name or outer.code or inner[-1].name))
    if not inner:
        return Area([reference.province_entity(province)] if province else [])
    return Area([_commune(inner[-1]) or _below(inner, province)])


def _by_name(name: str, on: str | None) -> tuple[Entity, ...]:
    found = find_province(name, on)
    return (reference.province_entity(found[0]),) if len(found) == 1 else reference.places(name)


def _commune(unit: _Unit) -> Entity | None:
    known = communes().get(unit.code)
    return reference.commune_entity(known) if known else None


def _below(units: list[_Unit], province: Province | None) -> Entity:
    """A commune of a present province by its name, else a locality: the districts of before July 2025 are no communes."""
    name = units[-1].name or units[-1].code
    if province is None:
        raise ValueProblem(problem("place-unknown", name))
    within = reference.province_entity(province)
    if province.present and (known := reference.within(name, within)).id:
        return known
    path = ", ".join(dict.fromkeys(unit.name or unit.code for unit in reversed(units)))
    code = f"{reference.unit_of(province)}/{key(path).replace(' ', '-')}"
    return Entity("Locality", f"{path}, {province.name_vi}", {"code": code, "country": reference.HOME})


def _abroad(country: Country, units: list[_Unit]) -> Area:
    """Each level a locality, one in the other; the nearest is where it is."""
    found = Area()
    outer: Entity | None = None
    for unit in units:
        names = [unit.name or unit.code] if unit.code else split_values(unit.name)
        inner = [_locality(country, name, unit.code) for name in names]
        if outer:
            found.ties += [Tie("LOCATED_IN", one, outer) for one in inner if one.name != outer.name]
        outer = inner[0]
        found.places = inner
    return found


def _locality(country: Country, name: str, code: str) -> Entity:
    whole = code if not code or _CODE.fullmatch(code.upper()) else f"{country.alpha2}{code}"
    return Entity(
        "Locality", reference.bare_city(name), {"country": country.alpha2} | ({"code": whole} if code else {})
    )

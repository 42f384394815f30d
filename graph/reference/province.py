"""Viet Nam's first-level units before and since 1 July 2025, who succeeded whom, and who borders whom."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graph.reference.lookup import Index, many, rows

_KIND = re.compile(
    r"^\s*(?:tỉnh|thành\s+phố|thủ\s+đô|tp|t\s?\.\s?p|province\s+of|city\s+of|thanh\s+pho|tinh)(?:\s*\.\s*|\s+)(?=\S)"
    r"|\s+(?:province|city)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Province:
    """A province or a city under central rule, as it was between `since` and `until` (ISO dates, '' is open).

    `code` is the statistics office's, shared by a present unit and the former one of that name; `successor`
    is the id of the unit that absorbed this one; `pcode` is the humanitarian P-code of the list before 2025.
    """

    id: str
    code: str
    name_vi: str
    name_en: str
    kind: str
    since: str
    until: str
    successor: str
    area_km2: float | None
    population: int | None
    pcode: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name_vi, self.name_en, *self.aliases)

    @property
    def present(self) -> bool:
        return not self.until

    def existed(self, on: str) -> bool:
        """Whether it existed at some time of this day, month or year (`2019`, `2019-05`, `2019-05-12`)."""
        return self.since[: len(on)] <= on and (not self.until or self.until[: len(on)] >= on)


@cache
def provinces() -> Mapping[str, Province]:
    """The 34 present units and the 52 that ended on 30 June 2025, by id; 11 of the former 63 live on unchanged."""
    return {row["id"]: _province(row) for row in rows("provinces.csv")}


def provinces_on(day: str) -> tuple[Province, ...]:
    """The units of that day: 63 before 1 July 2025, 34 since."""
    return tuple(unit for unit in provinces().values() if unit.existed(day))


def province_of_code(code: str) -> Province | None:
    """The unit with this id, or with this P-code, or the present unit with this statistics-office code."""
    return _codes().get(code.strip())


def find_province(text: str, on: str | None = None) -> tuple[Province, ...]:
    """The units that bear this name, with or without `tỉnh`, `thành phố`, `TP.`, `province`, `city`.

    Without `on` the present unit goes before a former one of its name. With `on` (an ISO date, month or year)
    the units of that time; where only units of another time bear the name, those, with their `successor`.
    """
    index, bare = _index(), _KIND.sub("", text)
    found = index.spelled(text) or index.spelled(bare) or tuple(index.folded(text)) or tuple(index.folded(bare))
    fitting = tuple(unit for unit in found if (unit.present if on is None else unit.existed(on)))
    return fitting or found


def province_with_absorbed(code: str) -> tuple[str, ...]:
    """The ids of a unit (given by id or code) and of the former units it took in; () for an unknown one."""
    unit = province_of_code(code)
    if unit is None:
        return ()
    return (unit.id, *(former.id for former in provinces().values() if former.successor == unit.id))


def neighbours(unit: Province | str, on: str | None = None) -> tuple[Province, ...]:
    """The units that share a border, by land or across a river mouth, with this one (a unit, an id or a code).

    Those of the unit's own time; for a unit that lived through the change, the present ones, or those of `on`.
    """
    here = unit if isinstance(unit, Province) else province_of_code(unit)
    if here is None:
        return ()
    day = on or (here.until or "2025-07-01")
    return tuple(provinces()[other] for other in _borders()[here.id] if provinces()[other].existed(day))


def _province(row: dict[str, str]) -> Province:
    cells = dict(row)
    area, population, aliases = cells.pop("area_km2"), cells.pop("population"), cells.pop("aliases")
    return Province(
        **cells,
        area_km2=float(area) if area else None,
        population=int(population) if population else None,
        aliases=many(aliases),
    )


@cache
def _codes() -> dict[str, Province]:
    units = provinces().values()
    by_pcode = {unit.pcode: unit for unit in units if unit.pcode}
    return by_pcode | {unit.code: unit for unit in units if unit.present} | dict(provinces())


@cache
def _borders() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {unit: [] for unit in provinces()}
    for row in rows("province_neighbours.csv"):
        found[row["first"]].append(row["second"])
        found[row["second"]].append(row["first"])
    return {unit: tuple(others) for unit, others in found.items()}


@cache
def _index() -> Index[Province]:
    return Index(provinces().values(), lambda unit: unit.names)

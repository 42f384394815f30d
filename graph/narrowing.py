"""Which findings somebody asked for: of one kind, touching a sector or a country, belonging to somebody."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from graph.asked import UnknownWord
from graph.names import fold
from graph.reference import countries, country_of_code, find_country
from graph.where import branch

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Narrow:
    """Which rows of findings are asked for."""

    kind: str
    sectors: Collection[str]
    country: str
    owner: str

    def __call__(self, row: Row) -> bool:
        touches = row["touches"]
        return (
            self.kind in ("", row["kind"])
            and (not self.sectors or not set(self.sectors).isdisjoint(touches["sectors"]))
            and (not self.country or self.country in touches["countries"])
            and (not self.owner or self._whose(row))
        )

    def _whose(self, row: Row) -> bool:
        by_rule, decision = row["owner"], row["decision"]
        names = [by_rule["name"], *by_rule["names"].values()] if by_rule else []
        names += [decision["assignee"]] if decision else []
        wanted = fold(self.owner)
        return bool(by_rule and by_rule["id"] == self.owner) or any(wanted in fold(n) for n in names if n)


def narrow(kind: str, sector: str, country: str, owner: str) -> Narrow:
    """What words narrow to; "" does not. Raises UnknownWord."""
    sectors = branch(sector).ids if sector else ()
    found = ""
    if country:
        code = country.removeprefix("country-")
        known = country_of_code(code) if code != country else find_country(code)
        if known is None:
            raise UnknownWord(country, "country", (n for one in countries().values() for n in one.names))
        found = known.id
    return Narrow(kind, sectors, found, owner)

"""The countries of ISO 3166-1, as a Vietnamese office for external relations knows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graph.reference.lookup import Index, many, rows


@dataclass(frozen=True, slots=True)
class Country:
    """`region` is the UN M49 code; `national_day` is MM-DD or ''; dates and years are '' where we are not sure.

    `partnership` is one of 'comprehensive strategic', 'strategic', 'comprehensive', 'special' or '';
    `tags` are among strategic, traditional, neighbouring, asean. As of when: README.md of this package.
    """

    id: str
    alpha2: str
    alpha3: str
    name_vi: str
    name_en: str
    region: str
    region_vi: str
    region_en: str
    national_day: str
    relations_since: str
    partnership: str
    partnership_since: str
    tags: tuple[str, ...]
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name_vi, self.name_en, *self.aliases)


@cache
def countries() -> Mapping[str, Country]:
    """All countries by ISO alpha-2 code."""
    return {row["alpha2"]: _country(row) for row in rows("countries.csv")}


def country_of_code(code: str) -> Country | None:
    """The country with this ISO alpha-2 or alpha-3 code, in any case: for columns known to hold codes."""
    return _codes().get(code.strip().upper())


def find_country(text: str) -> Country | None:
    """The country that bears this name, in Vietnamese, English or as an ISO code in capitals.

    A name as spelled goes before a code (`NGA` is Russia, not Nigeria), a code before a name without its
    accents (`MY` is Malaysia, `my` is Mỹ). None where nothing or more than one country fits.
    """
    spelled = _index().spelled(text)
    if spelled:
        return _only(spelled)
    code = text.strip()
    if code.isupper() and code in _codes():
        return _codes()[code]
    return _only(tuple(_index().folded(text)))


def _only(found: tuple[Country, ...]) -> Country | None:
    return found[0] if len(found) == 1 else None


def _country(row: dict[str, str]) -> Country:
    cells = {**row, "id": f"country-{row['alpha2'].lower()}"}
    tags, aliases = cells.pop("tags"), cells.pop("aliases")
    return Country(**cells, tags=tuple(tags.split()), aliases=many(aliases))


@cache
def _codes() -> dict[str, Country]:
    return {code: one for one in countries().values() for code in (one.alpha2, one.alpha3)}


@cache
def _index() -> Index[Country]:
    return Index(countries().values(), lambda one: one.names)

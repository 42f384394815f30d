"""What the pages' forms ask, and the words to show beside what could not be read."""

import re
from typing import Any

from pydantic import BaseModel, Field

from api.said_values import iso_day
from graph.asked import AmbiguousEntity, UnknownWord
from graph.due import Wanted
from graph.funders import funders
from graph.reference import provinces, sectors
from graph.store import Store, Viewer
from graph.texts import text

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Filter(BaseModel):
    """Which findings to show: of one kind, from a place in the list on; `stopped`: the wait for them was given up."""

    kind: str = Field("", max_length=60)
    stopped: str = Field("", max_length=3)
    cursor: str = Field("", pattern=r"^\d{0,6}$")

    @property
    def start(self) -> int:
        return int(self.cursor or 0)


class DueForm(BaseModel):
    """What the page of everything due is asked; an empty place is the home province."""

    place: str = Field("", max_length=200)
    sector: str = Field("", max_length=200)
    country: str = Field("", max_length=100)
    owner: str = Field("", max_length=200)
    kind: str = Field("", max_length=60)
    state: str = Field("due", max_length=20)
    since: str = Field("", max_length=10)
    stopped: str = Field("", max_length=3)
    cursor: str = Field("", pattern=r"^\d{0,6}$")

    @property
    def start(self) -> int:
        return int(self.cursor or 0)

    def wanted(self, home: str) -> Wanted:
        return Wanted(
            place=self.place.strip() or home, sector=self.sector.strip(), country=self.country.strip(),
            owner=self.owner.strip(), kind=self.kind, state=self.state or "due", since=iso_day(self.since) or None,
        )  # fmt: skip


def funders_asked(
    store: Store, viewer: Viewer, lang: str, province: dict[str, str], sector: str, place: str, on: str
) -> dict[str, Any]:
    """What funders.html needs. What cannot be read is said beside the form, which keeps what was typed."""
    asked = bool(sector or place or on)
    context: dict[str, Any] = {
        "form": {"sector": sector, "place": place if asked else province["name"], "on": on}, "asked": asked,
        "sectors": sector_choices(lang), "places": _places(lang),
        "reading": None, "problem": None, "choices": [], "rows": [], "as_of": None,
    }  # fmt: skip
    if not asked:
        return context
    day = iso_day(on) or ""
    if day and not _DAY.fullmatch(day):
        return context | {"problem": text("error.value_day", lang, day=on)}
    try:
        found = funders(store, viewer, sector.strip() or None, place.strip() or None, day or None)
    except UnknownWord as error:
        return context | {"problem": f"{error.message(lang)} {error.remedy(lang)}"}
    except AmbiguousEntity as error:
        return context | {"choices": error.choices}
    return context | {"rows": found["rows"], "reading": found["sentence"][lang], "as_of": found["as_of"]}


def sector_choices(lang: str) -> list[dict[str, str]]:
    """What officers choose from: local buckets, groups and categories; purpose codes are understood when typed."""
    wide = [one for one in sectors().values() if one.level != "purpose" and not one.withdrawn]
    return [{"code": one.code, "name": one.name_vi if lang == "vi" else one.name_en} for one in wide]


def _places(lang: str) -> list[dict[str, str]]:
    units = sorted(provinces().values(), key=lambda unit: (not unit.present, unit.name_en))
    names = {unit.name_vi if lang == "vi" else unit.name_en: unit.id for unit in reversed(units)}
    return [{"id": id_, "name": name} for name, id_ in reversed(names.items())]

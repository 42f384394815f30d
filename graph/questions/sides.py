"""Comparisons: what stands on each side, and what of it is compared."""

from itertools import combinations

from graph.questions.plan import Compare, Home, Order, Period, Place
from graph.questions.sheet import Sheet

_AXES = (("place", "places"), ("country", "home"), ("sector", "sectors"))
_SIDED = {"places": "place", "countries": "country", "sectors": "sector"}
_POINTS = ("held", "signed", "approved", "started", "ended", "founded", "expires", "published", "proposed")


def generic(sheet: Sheet, heads: list[int]) -> list[int]:
    """The heads that only say what the sides are, where another says what is compared: "bên nào có nhiều dự án hơn",
    "which of the two provinces has more NGOs"."""
    if gave_more(sheet) and [str(sheet.value(n, "of")) for n in heads] == ["organisations"]:
        return heads  # "Nhật với Hàn bên nào tài trợ nhiều hơn"
    if len(heads) < 2 or not any(
        sheet.value(n, "ask") in ("compare", "more", "less", "each") for n in sheet.free("ask")
    ):
        return []
    return [n for n in heads if str(sheet.value(n, "of")) in ("organisations", *_SIDED)][: len(heads) - 1]


def gave_more(sheet: Sheet) -> bool:
    """Whether it is asked which of several gave more, or less."""
    return (
        bool(givers(sheet))
        and several(sheet)
        and any(sheet.value(n, "ask") in ("more", "less") for n in sheet.free("ask"))
    )


def givers(sheet: Sheet) -> list[int]:
    """The words for giving: "tài trợ", "bên nào tài trợ"."""
    return [
        n for n in sheet.free("role", "detail") if "funder" in str(sheet.value(n, "role") or sheet.value(n, "detail"))
    ]


def read_sides(sheet: Sheet) -> None:
    """What is compared: two or more places, countries, sectors, years or named things; they are sides, no longer
    conditions. Where two sorts of things could be the sides, nothing is answered."""
    if sheet.said.get("ask") != "compare":
        return
    found = {axis: sides for axis, slot in _AXES if len(sides := _said(sheet, slot)) > 1}
    years = sorted({year for period in sheet.said.get("periods", ()) for year in _years(period)})
    if len(found) + (len(years) > 1) > 1:
        sheet.said["_lost"] = True
    elif found:
        axis, sides = next(iter(found.items()))
        sheet.said["compare"] = Compare.model_validate({"axis": axis, "sides": tuple(_plain(s) for s in sides)})
        del sheet.said[dict(_AXES)[axis]]
    elif len(years) > 1:
        _between_years(sheet, years)
    elif len(parties := sheet.said.get("parties", [])) > 1 and len({party.part for party in parties}) == 1:
        sides = tuple(party.thing for party in sheet.said.pop("parties"))
        sheet.said["compare"] = Compare(axis="entity", sides=sides, part=parties[0].part)
    else:
        sheet.said["_lost"] = True
    sheet.said.setdefault("measure", "count")
    if "_larger" in sheet.said:
        sheet.said["order"] = Order(by=sheet.said["measure"], descending=sheet.said["_larger"])
        sheet.said["limit"] = 1


def at_odds(sheet: Sheet) -> bool:
    """Whether a date would have to lie in two spans that share no day: "delegations in 2023, 2025" are in either, which a
    plan cannot say."""
    bounds = [p for p in sheet.said.get("periods", ()) if isinstance(p, Period) and p.meaning in _POINTS]
    return any(a.meaning == b.meaning and _apart(a, b) for a, b in combinations(bounds, 2))


def _apart(a: Period, b: Period) -> bool:
    return (a.until or "9999") < (b.since or "") or (b.until or "9999") < (a.since or "")


def _between_years(sheet: Sheet, years: list[int]) -> None:
    """Each year is a side: one period is left to say what falls into it."""
    bounds: list[Period] = sheet.said["periods"]
    whole = [period for period in bounds if _years(period)]
    sheet.said["compare"] = Compare(axis="year", years=tuple(years))
    sheet.said["periods"] = [whole[0], *(period for period in bounds if period not in whole)]


def _said(sheet: Sheet, slot: str) -> list[object]:
    held = sheet.said.get(slot)
    if isinstance(held, Home):
        return list(held.countries) if not (held.regions or held.tags or held.outside) else []
    return list(held or ())


def _years(period: object) -> list[int]:
    """The years of a period that is made of whole ones."""
    if (
        isinstance(period, Period)
        and period.since
        and period.until
        and period.since[4:] == "-01-01"
        and period.until[4:] == "-12-31"
    ):
        return list(range(int(period.since[:4]), int(period.until[:4]) + 1))[:50]
    return []


def _plain(thing: object) -> object:
    return {k: v for k, v in thing.model_dump().items() if k != "ours"} if isinstance(thing, Place) else thing


def several(sheet: Sheet) -> bool:
    """Whether two or more of one sort are named, which "by number of" compares."""
    kinds = (("place", "former place", "ours"), ("country",), ("sector",), ("name",))
    return any(len([n for n in sheet.free(*kind) if sheet.value(n, "ours") != "us"]) > 1 for kind in kinds)

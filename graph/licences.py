"""Whether an organisation may work in a place on a day: licences as QUESTIONS 7 reads them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from graph.days import last_day
from graph.store import Store, Viewer
from graph.subgraph import ended, holds, ties_of

Row = dict[str, Any]
SOON = 90
NOWHERE = ""
"""Where a licence is valid whose area an officer has ended: not everywhere, as one whose area nobody recorded."""
_ORDER = ("valid", "expiring", "expired", "none")


def licence_states(
    store: Store,
    viewer: Viewer,
    bodies: Mapping[str, str],
    places: Collection[str] | None,
    day: str,
    within: int = SOON,
) -> dict[str, Row | None]:
    """Id -> {"state","number","form","until","elsewhere"} of these bodies (id -> type) on a day in an area.

    `places` are the area with those in which it lies (`Area.above`); None asks for any area. None for bodies that need
    no licence: only foreign NGOs do, and who holds one. `elsewhere`: licensed, but not for this area.
    """
    held: dict[str, list[Row]] = {}
    for tie in ties_of(store, viewer, list(bodies), ["HOLDS"]):
        if tie["source"] == tie["at"] and not ended(tie, day):
            held.setdefault(tie["at"], []).append(tie["other"])
    areas: dict[str, set[str]] = {}
    for tie in ties_of(store, viewer, [licence["id"] for mine in held.values() for licence in mine], ["VALID_IN"]):
        areas.setdefault(tie["at"], set()).add(NOWHERE if ended(tie, day) else tie["target"])
    return {
        id_: state(held.get(id_, ()), areas, places, day, within) if type_ == "NGO" or id_ in held else None
        for id_, type_ in bodies.items()
    }


def state(
    held: Iterable[Row],
    areas: Mapping[str, Collection[str]],
    places: Collection[str] | None,
    day: str,
    within: int = SOON,
) -> Row:
    """The best of the licences held; one whose areas nobody recorded counts everywhere."""
    held = list(held)
    here = [x for x in held if places is None or not areas.get(x["id"]) or not set(places).isdisjoint(areas[x["id"]])]
    judged = sorted((_judge(licence, day, within) for licence in here), key=_best)
    nothing = {"state": "none", "number": None, "form": None, "until": None}
    return (judged[0] if judged else nothing) | {"elsewhere": bool(held) and not here}


def _judge(licence: Row, day: str, within: int) -> Row:
    since, until = licence.get("since"), licence.get("until")
    if not holds(since, until, day):
        found = "expired" if until and until[: len(day)] < day[: len(until)] else "none"
    else:
        found = "expiring" if until and last_day(until) <= add_days(day, within) else "valid"
    return {
        "state": found,
        "number": licence.get("number"),
        "form": licence.get("form"),
        "until": until,
        "id": licence["id"],
    }


def _best(judged: Row) -> tuple[int, str, str]:
    latest = "".join(chr(0x10FFFF - ord(c)) for c in last_day(judged["until"] or "9999"))
    return _ORDER.index(judged["state"]), latest, judged["id"]


def add_days(day: str, days: int) -> str:
    """The day so many days after (the last day of) another; a day beyond the calendar is its end."""
    try:
        return (date.fromisoformat(last_day(day)) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return "9999-12-31"

"""Events on record, and the yearly days of countries (national days, days of diplomatic relations)."""

from typing import Any

from graph.questions.answering.asked import Asked
from graph.questions.answering.family import Family, lined
from graph.questions.answering.pool import Pool, country
from graph.questions.answering.select import holds_words, over, past, selected
from graph.questions.answering.shape import Shape, tie
from graph.questions.answering.table import Found, Line, period, prop, refs
from graph.questions.plan import Period
from graph.reference import countries

Row = dict[str, Any]
_AT = ("TARGETS", "LOCATED_IN")
_DAYS = {"national day": "national_day", "relations": "relations_since"}


def _kinds(made: Pool, id_: str) -> bool:
    known, kinds = made.known[id_], set(made.asked.plan.kinds)
    return ("yearly" not in kinds or known.get("recurring") == "yearly") and (
        kinds == {"yearly"} or known.get("kind") in kinds
    )


def _status(made: Pool, id_: str) -> bool:
    """Planned ones begin after the asking day; those that are on are neither planned nor past."""
    known, day, status = made.known[id_], made.asked.day, made.asked.plan.status
    return ("planned" in status and not past(known.get("since"), day)) or (
        "past" in status and past(known.get("since"), day) and (over(known.get("until") or known.get("since"), day))
    )


SHAPE = Shape(
    label="Event",
    columns=(period("when"), prop("kind", "code"), refs("places", *_AT), refs("host", "HOSTED"), refs("participants", "JOINED"),
             refs("concerns", "CONCERNS"), refs("sectors", "IN_SECTOR"), prop("recurring", "code")),
    place=_AT, sector=("IN_SECTOR",), home=("CONCERNS",),
    parts={"host": ("HOSTED",), "member": ("JOINED",), "subject": ("CONCERNS",), "met": ("MET",), "partner": ("CONCERNS", "JOINED"),
           "any": ("HOSTED", "JOINED", "CONCERNS", "MET", "FOLLOWED_UP_BY")},
    whose={"host": ("host",), "member": ("participants",)},
    dates={"held": "since", "started": "since", "ended": "until"}, has={"follow_up": tie("FOLLOWED_UP_BY")},
    under={"kind": lambda m, i: m.known[i].get("kind"), "year": lambda m, i: str(m.known[i].get("since") or "")[:4],
           "month": lambda m, i: str(m.known[i].get("since") or "")[:7], "place": lambda m, i: m.refs(i, _AT),
           "country": lambda m, i: sorted({c for e in m.others(i, ("CONCERNS",)) if (c := country(e))})},
    checks={"kinds": _kinds, "status": _status,
            "field": lambda m, i: holds_words(m.known[i]["name"], m.asked.plan.field or ""),
            "home": lambda m, i: any(country(e) in (m.asked.home or ()) for e in m.others(i, ("CONCERNS",)))}, first="date",
)  # fmt: skip


def find(asked: Asked, shape: Shape) -> Found:
    """The events on record; for national days and days of relations the countries' own days beside them."""
    found = lined(selected(asked, shape), shape)
    for kind in asked.plan.kinds:
        if kind in _DAYS:
            found.lines += list(_yearly(asked, kind))
    return found


def _yearly(asked: Asked, kind: str) -> list[Line]:
    """A line a country that the home asks for: its day, in the year of the period or of the asking day. Such a day has
    nothing but its date: no sector, party or place."""
    plan, period_ = asked.plan, next(iter(asked.plan.periods), None)
    if plan.sectors or plan.parties or plan.has or plan.field or plan.amount:
        return []
    lines: list[Line] = []
    for one in countries().values():
        said = one.national_day if kind == "national day" else one.relations_since[5:]
        if len(said) != 5 or (asked.home is not None and one.alpha2 not in asked.home) or one.alpha2 == "VN":
            continue
        for day in (
            d for d in _falls(said, asked.day, period_) if not plan.status or _coming(d, asked.day) in plan.status
        ):
            about = {"id": one.id, "type": "Country", "name": one.name_vi}
            cells = {"when": {"since": day, "until": None}, "kind": kind, "concerns": [about]}
            lines.append(Line(about, cells, dates={"held": day}))
    return lines


def _coming(day: str, today: str) -> str:
    return "planned" if day > today else "past"


def _falls(month_day: str, today: str, period_: Period | None) -> list[str]:
    """The days of a yearly date in a period; without one the next to come."""
    if period_ is None or not (period_.since and period_.until):
        since = period_.since if period_ and period_.since else today
        return [min(d for y in (0, 1) if (d := f"{int(since[:4]) + y:04}-{month_day}") >= since)]
    years = range(int(period_.since[:4]), min(int(period_.until[:4]), int(period_.since[:4]) + 20) + 1)
    return [d for y in years if period_.since <= (d := f"{y:04}-{month_day}") <= period_.until]


FAMILIES = (Family("events", SHAPE, find),)

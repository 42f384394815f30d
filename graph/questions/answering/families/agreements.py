"""Agreements between localities (QUESTIONS 8)."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from graph.contacts import last_contacts
from graph.days import last_day, reaches
from graph.licences import add_days
from graph.names import fold
from graph.questions.answering.asked import Asked
from graph.questions.answering.family import Family
from graph.questions.answering.pool import Pool, country
from graph.questions.answering.shape import Check, Shape
from graph.questions.answering.table import Column, prop
from graph.reference import find_sector
from graph.subgraph import ref

Row = dict[str, Any]
_PARTY = ("PARTY_TO",)
_SOON, _SILENT = 90, 24
_MONTH = 30.4375


def partners(made: Pool, id_: str) -> list[Row]:
    """The parties to an agreement from abroad; where all are, all."""
    parties = made.others(id_, _PARTY)
    return [p for p in parties if not _vietnamese(p)] or parties


def _vietnamese(place: Row) -> bool:
    return place["type"] == "Province" or country(place) == "VN"


def _ours(made: Pool, id_: str) -> list[Row]:
    return [ref(p) for p in made.others(id_, _PARTY) if _vietnamese(p)]


def in_force(known: Row, first: str, last: str) -> bool:
    """Whether it was in force at some time of these days: no end, or an end not passed, or renewed (QUESTIONS 8).

    Of what was replaced or ended without a recorded end we know only that it is no longer in force.
    """
    stage, until = known.get("stage"), known.get("until")
    if stage == "proposed" or (stage in ("superseded", "expired") and not until):
        return False
    return reaches(known.get("since"), None if stage == "renewed" else until, first, last)


def in_state(asked: Asked, known: Row, partners: Collection[str]) -> bool:
    """Whether an agreement with these partners is in the state asked for on the asking day."""
    want = asked.plan.agreement
    if want is None:
        return True
    on = next((p for p in asked.plan.periods if p.meaning == "overlaps" and want.state == "in force"), None)
    lasting = in_force(known, (on and on.since) or asked.day, (on and on.until) or asked.day)
    if want.state == "in force":
        return lasting
    if want.state in ("proposed", "renewed"):
        return known.get("stage") == want.state
    if want.state == "ended":
        return not lasting and known.get("stage") != "proposed"
    if want.state == "expiring":
        return (
            lasting and bool(known.get("until")) and last_day(known["until"]) <= add_days(asked.day, want.days or _SOON)
        )
    return lasting and silent(asked, known, partners, _SILENT if want.months is None else want.months)


def silent(asked: Asked, known: Row, partners: Collection[str], months: int) -> bool:
    """Whether neither the signing nor any delegation, event or contact with the partners is recorded for so many months."""
    limit = (date.fromisoformat(asked.day) - timedelta(days=round(months * _MONTH))).isoformat()
    contacts = last_contacts(asked.store, asked.viewer, partners, asked.day).values()
    days = [last_day(day) for day in (known.get("since"), *(c["date"] for c in contacts)) if day]
    return max(days, default="") < limit


def _state(made: Pool, id_: str) -> bool:
    return in_state(made.asked, made.known[id_], [p["id"] for p in partners(made, id_)])


def _sector(made: Pool, id_: str) -> bool:
    """The fields of an agreement are words: each that names a sector counts."""
    what = made.asked.what
    said = str(made.known[id_].get("fields") or "").replace(",", ";").split(";")
    return what is not None and any((s := find_sector(one)) and s.id in what.ids for one in said if one.strip())


def _home(made: Pool, id_: str) -> bool:
    home = made.asked.home or frozenset[str]()
    return any(country(p) in home for p in partners(made, id_))


_CHECKS: Mapping[str, Check] = {
    "kinds": lambda m, i: m.known[i].get("kind") in m.asked.plan.kinds, "agreement": _state, "sectors": _sector, "home": _home,
    "field": lambda m, i: fold(m.asked.plan.field or "") in fold(str(m.known[i].get("fields") or "")),
}  # fmt: skip
SHAPE = Shape(
    label="Agreement",
    columns=(Column("partner", "refs", lambda m, i: [ref(p) for p in partners(m, i)]),
             Column("country", "country", lambda m, i: sorted({c for p in partners(m, i) if (c := country(p))})),
             Column("ours", "refs", _ours), prop("kind", "code"), prop("since", "date", "signed"), prop("until", "date", "expires"),
             prop("stage", "code"), prop("fields"), prop("level", "code")),
    whose={"partner": ("partner",)}, place=_PARTY, parts={"partner": _PARTY, "any": _PARTY},
    dates={"signed": "since", "expires": "until", "started": "since", "ended": "until"},
    under={"place": lambda m, i: [ref(p) for p in partners(m, i)], "country": lambda m, i: sorted({c for p in partners(m, i) if (c := country(p))}),
           "kind": lambda m, i: m.known[i].get("kind"), "status": lambda m, i: m.known[i].get("stage"),
           "year": lambda m, i: str(m.known[i].get("since") or "")[:4]},
    checks=_CHECKS, first="date",
)  # fmt: skip


FAMILIES = (Family("agreements", SHAPE),)

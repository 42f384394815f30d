"""Delegations in, out and within the country (QUESTIONS 9)."""

from graph.questions.answering.family import Family
from graph.questions.answering.pool import Pool, country
from graph.questions.answering.select import holds_words, past
from graph.questions.answering.shape import Shape, filled, tie
from graph.questions.answering.table import Column, period, prop, refs

_WAYS = ("CAME_FROM", "TARGETS", "MET", "HOSTED")


def _abroad(made: Pool, id_: str) -> set[str]:
    """The countries that it came from, or went to; of a partner without a country of its own none."""
    kinds = ("CAME_FROM",) if made.known[id_].get("direction") == "inbound" else ("TARGETS", "MET")
    found = {c for t in made.tied(id_, kinds) if t["other"]["type"] != "PublicBody" and (c := country(t["other"]))}
    return found - {"VN"}


def _home(made: Pool, id_: str) -> bool:
    return not _abroad(made, id_).isdisjoint(made.asked.home or ())


def _placed(made: Pool, id_: str) -> bool:
    """All on record are of our province: any other place is held to."""
    where, ours = made.asked.where, made.asked.ours
    return where is None or ours.ref["id"] in where.within or made.meets(id_, _WAYS, where.within)


def _planned(made: Pool, id_: str) -> bool:
    begun = past(made.known[id_].get("since"), made.asked.day)
    return ("past" if begun else "planned") in made.asked.plan.status


def _direction(made: Pool, id_: str) -> bool:
    said, wanted = made.known[id_].get("direction"), made.asked.plan.direction
    return said in ("outbound", "domestic") if wanted == "away" else said == wanted


SHAPE = Shape(
    label="Delegation",
    columns=(period("when"), prop("direction", "code"), prop("partner"), Column("country", "country", lambda m, i: sorted(_abroad(m, i))),
             refs("leader", "LED"), refs("members", "JOINED"), refs("host", "HOSTED"), refs("met", "MET"), prop("purpose"),
             prop("results"), refs("follow_up", "FOLLOWED_UP_BY")),
    home=("CAME_FROM", "TARGETS", "MET"),
    parts={"from": ("CAME_FROM",), "to": ("TARGETS", "MET"), "leader": ("LED",), "member": ("LED", "JOINED"), "host": ("HOSTED",),
           "met": ("MET",), "partner": ("CAME_FROM", "TARGETS", "MET"), "any": (*_WAYS, "LED", "JOINED", "FOLLOWED_UP_BY")},
    whose={"leader": ("leader",), "member": ("leader", "members"), "host": ("host",), "met": ("met",)},
    place=_WAYS, dates={"held": "since", "started": "since", "ended": "until"},
    has={"result": filled("results"), "follow_up": tie("FOLLOWED_UP_BY")},
    under={"country": lambda m, i: sorted(_abroad(m, i)), "direction": lambda m, i: m.known[i].get("direction"),
           "year": lambda m, i: str(m.known[i].get("since") or "")[:4], "month": lambda m, i: str(m.known[i].get("since") or "")[:7]},
    checks={"places": _placed, "home": _home, "status": _planned, "direction": _direction,
            "field": lambda m, i: holds_words(f"{m.known[i].get('purpose')} {m.known[i]['name']}", m.asked.plan.field or "")},
    settled=frozenset({"places"}), ties=("FOLLOWED_UP_BY",), first="date",
)  # fmt: skip

FAMILIES = (Family("delegations", SHAPE),)

"""Who of ours can introduce us: those recorded as knowing, or having met, somebody there (QUESTIONS 11)."""

from collections.abc import Collection, Iterable
from typing import Any

from graph.ground import OURS
from graph.model import PLACES
from graph.questions.answering.asked import Asked
from graph.questions.answering.families.people import current
from graph.questions.answering.forms import Table
from graph.questions.answering.pool import Pool, pool
from graph.questions.answering.select import past
from graph.subgraph import label, ref, ties_of

Row = dict[str, Any]
_MET = ("CAME_FROM", "MET", "TARGETS", "LED", "JOINED", "HOSTED")
_THEIRS, _MOST = ("HAS_POST", "BASED_IN", "LOCATED_IN"), 200_000


def introducers(asked: Asked) -> Table:
    """One of ours a row, with whom they know there or where they met, the closest acquaintance first."""
    target = asked.meant(asked.plan.about[0])
    there = _there(asked, target)
    ways: dict[str, list[Row]] = {}
    for tie in ties_of(asked.store, asked.viewer, there, ("KNOWS", "MET"), limit=_MOST):
        if tie["other"].get("type") == "Person" and tie["other"]["id"] not in there:
            day = tie.get("last_contact") or tie.get("since")
            ways.setdefault(tie["other"]["id"], []).append(
                {"with": tie["at"], "date": day, "strength": tie.get("strength") or 0}
            )
    for one, met in _met(asked, target | there):
        ways.setdefault(one, []).append(met)
    made = pool(asked, {*ways, *(way["with"] for mine in ways.values() for way in mine)}, ("HAS_POST",))
    rows = [_row(made, one, ways[one]) for one in ways if one in made.known and one not in there and _ours(made, one)]
    rows.sort(key=lambda r: (-r.pop("strength"), r["entity"]["name"]))
    kinds = [("entity", "ref"), ("posts", "posts"), ("knows", "refs"), ("date", "date")]
    return Table(kinds, rows, [r["entity"]["id"] for r in rows], len(rows))


def _there(asked: Asked, target: Iterable[str]) -> set[str]:
    """The persons who have, or had, a post there; a person asked for is there; of a place those of its bodies."""
    about = asked.plan.about[0]
    if about.type == "Person":
        return set(target)
    bodies = set(target)
    if about.type in PLACES:
        ties = ties_of(asked.store, asked.viewer, bodies, ("BASED_IN", "LOCATED_IN", "REPRESENTS"), limit=_MOST)
        bodies |= {t["other"]["id"] for t in ties if t["source"] == t["other"]["id"]}
    posts = ties_of(asked.store, asked.viewer, bodies, ("HAS_POST",), limit=_MOST)
    return {t["other"]["id"] for t in posts if t["other"].get("type") == "Person"}


def _met(asked: Asked, theirs: Collection[str]) -> Iterable[tuple[str, Row]]:
    """Persons who were in a delegation or at an event with them, up to the asking day."""
    meetings = {
        t["other"]["id"]: (t["other"], t["at"])
        for t in ties_of(asked.store, asked.viewer, theirs, _MET, limit=_MOST)
        if t["other"].get("type") in ("Delegation", "Event") and past(t["other"].get("since"), asked.day)
    }
    for tie in ties_of(asked.store, asked.viewer, list(meetings), ("LED", "JOINED", "MET", "HOSTED"), limit=_MOST):
        if tie["other"].get("type") == "Person" and tie["other"]["id"] not in theirs:
            meeting, with_ = meetings[tie["at"]]
            yield tie["other"]["id"], {"with": with_, "date": meeting.get("since"), "strength": 0, "at": ref(meeting)}


def _ours(made: Pool, id_: str) -> bool:
    return any(t["other"]["type"] in OURS and current(t, made.asked.day) for t in made.tied(id_, ("HAS_POST",)))


def _row(made: Pool, id_: str, ways: list[Row]) -> Row:
    known = {way["with"]: ref(made.known[way["with"]]) for way in ways if way["with"] in made.known}
    posts = [
        ref(t["other"]) | {"note": label("HAS_POST", t)}
        for t in made.tied(id_, ("HAS_POST",))
        if current(t, made.asked.day)
    ]
    return {
        "entity": ref(made.known[id_]), "posts": posts, "knows": list(known.values()),
        "date": max((str(way["date"]) for way in ways if way["date"]), default=None), "strength": max(way["strength"] for way in ways),
    }  # fmt: skip

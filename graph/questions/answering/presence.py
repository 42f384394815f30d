"""Who is where: the organisations that give, do or receive aid in an area and a sector, work there, have relations there."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import cypher
from graph import gifts
from graph.gifts import Items
from graph.questions.answering.asked import Asked
from graph.questions.answering.pool import MOST, country
from graph.questions.answering.spans import within
from graph.questions.plan import Part, Period, Role
from graph.subgraph import in_force, merged, ties_of
from graph.where import Area

Row = dict[str, Any]
DOES: Mapping[Part | Role, str] = {
    "funder": "FUNDS", "implementer": "IMPLEMENTS", "recipient": "RECEIVES", "manager": "MANAGES", "approver": "APPROVES",
}  # fmt: skip
OF_ITEMS = frozenset({"approved", "started", "ended"})
_DATES = {"approved": "approved", "started": "since", "ended": "until"}


@dataclass(slots=True)
class Work:
    """The items of a question, and who has which part in which of them: part -> organisation -> items."""

    items: Items
    parts: dict[str, dict[str, set[str]]] = field(default_factory=dict[str, dict[str, set[str]]])

    def who(self, *parts: str) -> set[str]:
        return {one for part in parts for one in self.parts.get(part, ())}


def work(asked: Asked, where: Area | None, periods: Iterable[Period]) -> Work:
    """The aid in an area and the asked sector that the item's own conditions leave, with everybody's part in it."""
    items = gifts.found(asked.store, asked.viewer, where, asked.what, given=asked.plan.direction == "outbound")
    for period in periods:
        if property_ := _DATES.get(period.meaning):
            items.known = {i: e for i, e in items.known.items() if within(e.get(property_), period)}
        else:
            gifts.narrow(items, period.since, period.until)
    kinds, named = (
        [k for k in asked.plan.kinds if k in ("project", "programme", "non-project", "relief")],
        _named(asked),
    )
    if kinds:
        items.known = {i: e for i, e in items.known.items() if e.get("kind") in kinds}
    if named is not None:
        items.known = {i: e for i, e in items.known.items() if i in named}
    made = Work(items)
    for tie in ties_of(asked.store, asked.viewer, list(items.known), list(DOES.values()), limit=MOST * 10):
        part = next(p for p, kind in DOES.items() if kind == tie["type"])
        if part != "funder" or tie["source"] in items.funds.get(tie["at"], ()):
            made.parts.setdefault(part, {}).setdefault(tie["source"], set()).add(tie["at"])
    for item, ids in _with(asked, made):
        if not ids:
            _drop(made, item)
    gifts.only_givers(items)
    return made


def _named(asked: Asked) -> frozenset[str] | None:
    """The aid items that the question names; None where it names none."""
    found = [ids for party, ids in asked.reached if party.thing.type == "AidItem" and not party.absent]
    return frozenset.intersection(*found) if found else None


def _with(asked: Asked, made: Work) -> list[tuple[str, bool]]:
    """Each item, and whether those whom the question names have their parts in it."""
    asked_for = [(p, ids) for p, ids in asked.reached if p.part in DOES and p.thing.type != "AidItem"]
    return [
        (item, all(
            any(item in made.parts.get(p.part, {}).get(one, ()) for one in ids) is not p.absent for p, ids in asked_for
        ))
        for item in list(made.items.known)
    ]  # fmt: skip


def _drop(made: Work, item: str) -> None:
    made.items.known.pop(item, None)
    for by in made.parts.values():
        for who in list(by):
            by[who].discard(item)
            if not by[who]:
                del by[who]


def tied_to(asked: Asked, ids: Collection[str], *kinds: str, label: str = "Organization") -> set[str]:
    """The organisations tied so to one of these: on the day, where no other time is asked for."""
    query = cypher.load("questions/tied").fill(ties="|".join(sorted(kinds)), label=label)
    rows = asked.store.read(query, asked.viewer, ids=sorted(ids), limit=MOST)
    return {r["id"] for r in rows if asked.plan.periods or in_force(merged(r["said"]), asked.day)}


def present(asked: Asked, where: Area | None, role: Role | None, done: Work, dated: bool) -> set[str] | None:
    """Who plays the role in the area and the sector; None where neither is asked for and anybody fits.

    `dated`: a date of aid is asked for, so that work without dates does not count.
    """
    what = asked.what
    if role in DOES:
        return done.who(str(role))
    aiding = done.who(*DOES)
    if dated:
        return aiding
    if where is None and what is None:
        return aiding if role == "active" else None
    fields = tied_to(asked, what.ids, "WORKS_IN_SECTOR") if what else None
    if where is None:
        return aiding | (fields or set())
    kinds = {"based": ("BASED_IN",), "active": ("WORKS_IN",), "related": ("RELATES_TO", "WORKS_IN")}
    there = tied_to(asked, where.within, *kinds.get(str(role), ("RELATES_TO", "WORKS_IN", "BASED_IN", "MEMBER_OF")))
    if role == "related":  # where a business works is no relation
        there -= tied_to(asked, where.within, "WORKS_IN", label="Business") - tied_to(
            asked, where.within, "RELATES_TO", label="Business"
        )
    if role == "based":
        return there if fields is None else there & (fields | aiding)
    return (there if fields is None else there & fields) | aiding


def homes(entity: Row, ties: Iterable[Row]) -> set[str]:
    """The countries an organisation is of: its own, else where it sits, whom it represents, with whom it is friends."""
    own = country(entity)
    kinds = (
        ("REPRESENTS", "FRIEND_OF")
        if entity["type"] in ("DiplomaticMission", "FriendshipAssociation")
        else ("BASED_IN",)
    )
    return {own} if own else {c for t in ties if t["type"] in kinds and (c := country(t["other"]))}

"""Organisations by what they do, where, from where, with which licence (QUESTIONS 1 to 7)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from graph import gifts
from graph.contacts import last_contacts
from graph.funders import given
from graph.ground import OURS
from graph.licences import SOON, licence_states
from graph.money import MEASURES
from graph.questions.answering.asked import Asked
from graph.questions.answering.family import Family, line
from graph.questions.answering.has import MEETING, contacted, visited
from graph.questions.answering.pool import Pool, gather, pool
from graph.questions.answering.presence import DOES, OF_ITEMS, Work, homes, present, work
from graph.questions.answering.select import fitting, in_bounds
from graph.questions.answering.shape import BOUNDING, Shape, tie
from graph.questions.answering.spans import within
from graph.questions.answering.table import Column, Found, Line, prop, refs
from graph.questions.plan import ButNot, Meaning, Period, Plan
from graph.subgraph import ref

Row = dict[str, Any]
_PARTS = {"parent": ("MEMBER_OF", "PART_OF"), "post": ("HAS_POST",), "host": ("HOSTED",), "met": ("MET",), "member": ("JOINED",),
          "from": ("CAME_FROM",), "investor": ("INVESTS_IN",), "proposer": ("PROPOSES",), "partner": ("COORDINATES_WITH", "PARTY_TO", "FRIEND_OF"),
          "any": ("MEMBER_OF", "PART_OF", "HAS_POST", "HOSTED", "MET", "JOINED", "CAME_FROM", "INVESTS_IN", "PROPOSES", "MEETS_NEED",
                  "COORDINATES_WITH", "PARTY_TO", "FRIEND_OF", "REPRESENTS", "SUBMITS_TO", "ADVISES", *DOES.values())}  # fmt: skip
_LICENCE: Mapping[Meaning, str] = {"licence_issued": "since", "licence_expires": "until"}
_TYPES = (
    "NGO",
    "Business",
    "PublicBody",
    "DiplomaticMission",
    "MultilateralBody",
    "FriendshipAssociation",
    "FriendshipUnion",
    "DiasporaGroup",
)


def _home(made: Pool, id_: str) -> bool:
    return not homes(made.known[id_], made.ties.get(id_, ())).isdisjoint(made.asked.home or ())


def _kinds(made: Pool, id_: str) -> bool:
    """Kinds of missions and associations; those of aid were looked at with the aid."""
    wanted = set(made.asked.plan.kinds) - {"project", "programme", "non-project", "relief"}
    return not wanted or made.known[id_].get("kind") in wanted


def _state(made: Pool, id_: str) -> str | None:
    state: Row | None = made.known[id_].get("licence")
    return state["state"] if state else None


def _licensed(made: Pool, id_: str) -> bool:
    want, state = made.asked.plan.licence, made.known[id_].get("licence")
    if want is None:
        return True
    held = made.others(id_, ("HOLDS",), ("Licence",))
    if state is None or (want.form and not any(one.get("form") == want.form for one in held)):
        return False
    where = {"valid": ("valid", "expiring"), "expiring": ("expiring",), "expired": ("expired",)}
    if want.state == "none":
        return not held
    if want.state == "held":
        return bool(held) and not state["elsewhere"]
    if want.state == "lapsed":
        return state["state"] not in where["valid"]
    return state["state"] in where[want.state] and (not want.form or state["form"] == want.form)


def _of(kinds: Iterable[str]) -> Column:
    return Column("home", "country", lambda m, i: sorted(homes(m.known[i], m.ties.get(i, ()))))


_DATED = frozenset({"overlaps", "now", "founded", "related", *OF_ITEMS, *_LICENCE})


def _refuses(plan: Plan) -> set[str]:
    """What would pass over a condition: a time that nothing dated is asked for, kinds and amounts of aid without a part in it."""
    aiding, found = plan.role in (*DOES, "active"), set[str]()
    if any(p.meaning not in _DATED and BOUNDING.get(p.meaning) not in (*plan.has, *plan.lacks) for p in plan.periods):
        found.add("periods")
    if not aiding and any(p.part in DOES for p in plan.parties):
        found.add("parties")
    if not aiding and not plan.licence and any(p.meaning == "overlaps" for p in plan.periods):
        found.add("periods")
    if not aiding and not {"project", "programme", "non-project", "relief"}.isdisjoint(plan.kinds):
        found.add("kinds")
    if (
        plan.amount
        and plan.amount.measure != "members"
        and plan.role != "funder"
        and not (plan.amount.measure == "count" and plan.role in DOES)
    ):
        found.add("amount")
    if any(one.role in ("based", "related") and not one.places for one in plan.but_not):
        found.add("but_not")
    if any(p.meaning not in ("overlaps", "now", *OF_ITEMS) for one in plan.but_not for p in one.periods):
        found.add("but_not")
    if plan.amount and plan.amount.measure not in (*MEASURES, "money", "members", "count"):
        found.add("amount")
    if plan.direction in ("domestic", "away") or (plan.direction and not aiding):
        found.add("direction")
    return found


SHAPE = Shape(
    label="Organization",
    columns=(prop("type", "type"), _of(()), refs("sectors", "WORKS_IN_SECTOR"), refs("places", "WORKS_IN", "BASED_IN", "RELATES_TO", types=("Province", "Locality")),
             prop("licence", "licence"), prop("last_contact", "contact", of="contact")),
    place=("RELATES_TO", "WORKS_IN", "BASED_IN"), sector=("WORKS_IN_SECTOR",), home=("BASED_IN",), parts={**_PARTS, **{p: (k,) for p, k in DOES.items()}},  # pyright: ignore[reportArgumentType]
    dates={"founded": "founded", "related": "relations_since", "licence_issued": "licence_since", "licence_expires": "licence_until", "last_contact": "contact_date"},
    measures={"members": "members"}, weighs=frozenset({"money", "committed", "disbursed", "count"}), refuses=_refuses,
    has={"licence": tie("HOLDS", types=("Licence",)), "aid": lambda m, i, _: bool(m.known[i].get("aiding")), "contact": contacted, "delegation": visited,
         "need": tie("MEETS_NEED", "PROPOSES", types=("Need",)), "investment": tie("INVESTS_IN"), "post": tie("HAS_POST"),
         "agreement": tie("PARTY_TO"), "coordination": tie("COORDINATES_WITH"), "implementer": tie("IMPLEMENTS"), "funder": tie("FUNDS")},
    under={"country": lambda m, i: sorted(homes(m.known[i], m.ties.get(i, ()))), "type": lambda m, i: m.known[i]["type"],
           "sector": lambda m, i: m.refs(i, ("WORKS_IN_SECTOR",)), "place": lambda m, i: m.refs(i, ("WORKS_IN", "BASED_IN"), ("Province", "Locality")),
           "licence": _state, "status": lambda m, i: m.known[i].get("status"),
           "kind": lambda m, i: m.known[i].get("kind")},
    checks={"home": _home, "kinds": _kinds, "licence": _licensed, "status": lambda m, i: m.known[i].get("status") in m.asked.plan.status},
    settled=frozenset({"places", "sectors", "types", "role", "periods", "amount", "outside", "direction", "parties", "but_not"}),
    ties=("HOLDS", "WORKS_IN", "RELATES_TO", "REPRESENTS", "MEETS_NEED", "COORDINATES_WITH", *MEETING),
)  # fmt: skip
_GIVING = (Column("committed", "money", lambda m, i: _sums(m, i, "committed")), Column("disbursed", "money", lambda m, i: _sums(m, i, "disbursed")),
           Column("items", "refs", lambda m, i: m.known[i].get("items") or []))  # fmt: skip


def _sums(made: Pool, id_: str, measure: str) -> list[Row]:
    money = made.known[id_].get("money") or []
    return [{"amount": m[measure], "currency": m["currency"]} for m in money if m.get(measure) is not None]


def find(asked: Asked, shape: Shape) -> Found:
    plan = asked.plan
    periods = [p for p in plan.periods if p.meaning in OF_ITEMS or p.meaning in ("overlaps", "now")]
    of_licence = bool(plan.licence) and plan.role not in (*DOES, "active")
    of_items = [p for p in periods if p.meaning in OF_ITEMS or not of_licence]
    done = work(asked, asked.where, of_items)
    ids = present(
        asked,
        asked.where,
        plan.role,
        done,
        any(p.meaning in OF_ITEMS for p in periods) or (plan.role == "active" and bool(of_items)),
    )
    if plan.outside:
        ids = _not_there(asked, ids)
    label = plan.types[0] if len(plan.types) == 1 and plan.types[0] in _TYPES else shape.label
    made = gather(asked, label, shape.kinds) if ids is None else pool(asked, ids, shape.kinds)
    barred = frozenset[str]().union(*(_doing(asked, one) for one in plan.but_not))
    made.keep([i for i in made.known if i not in barred and _of_type(made, i, plan)])
    _dress(made, done, _licence_day(asked, periods if of_licence else []))
    made.keep(
        fitting(
            made,
            shape,
            [i for i in made.known if _parties(made, shape, i) and _licence_dates(made, i) and _begun(made, i)],
        )
    )
    return _lines(made, shape, done)


def _of_type(made: Pool, id_: str, plan: Plan) -> bool:
    """Whether it is of a type asked for; our own side has no relations with us, it keeps them."""
    entity = made.known[id_]
    if plan.types or plan.role != "related" or entity["type"] not in OURS:
        return not plan.types or entity["type"] in plan.types
    return not homes(entity, made.ties.get(id_, ())) <= {"VN"}


def _doing(asked: Asked, one: ButNot) -> set[str]:
    """Who is and does what the organisations asked for must not."""
    mine = replace(asked, plan=Plan.model_validate({"ask": "list", "of": "organisations"} | dict(one)))
    done = work(mine, mine.where, one.periods)
    if one.role is None:
        return done.who(*DOES)
    return present(mine, mine.where, one.role, done, bool(one.periods)) or set()


def _not_there(asked: Asked, ids: set[str] | None) -> set[str]:
    """Without those that are at work or have relations where they must not."""
    there = present(asked, asked.outside, "related", work(asked, asked.outside, ()), False) or set()
    every = ids if ids is not None else set(gather(asked, "Organization", ()).known)
    return every - there


def _licence_day(asked: Asked, periods: list[Period]) -> str:
    """The day, month or year on which a licence is judged: the asking day unless a time is asked for."""
    if asked.plan.licence and asked.plan.licence.on:
        return asked.plan.licence.on
    if not periods:
        return asked.day
    since, until = periods[0].since or asked.day, periods[0].until or asked.day
    if since == until:
        return since
    if since[5:] == "01-01" and until == f"{since[:4]}-12-31":
        return since[:4]
    return since[:7] if since[8:] == "01" and since[:7] == until[:7] else until


def _dress(made: Pool, done: Work, day: str) -> None:
    """Licence, last contact and what each gave or did, for conditions and columns."""
    asked = made.asked
    want = asked.plan.licence
    days = SOON if want is None or want.days is None else want.days
    where = asked.area(want.places) if want and want.places else asked.where
    area = where.above if where else None
    states = licence_states(asked.store, asked.viewer, {i: e["type"] for i, e in made.known.items()}, area, day, days)
    contacts = last_contacts(asked.store, asked.viewer, list(made.known), asked.day)
    aiding = done.who(*DOES)
    for id_, known in made.known.items():
        state = states.get(id_)
        known |= {"licence": state, "last_contact": contacts.get(id_), "aiding": id_ in aiding}
        if state and state["until"]:
            known["licence_until"] = state["until"]
        if since := _issued(made, id_, state):
            known["licence_since"] = since
        if contacts.get(id_):
            known["contact_date"] = contacts[id_]["date"]
        known.setdefault("founded", known.get("relations_since"))


def _issued(made: Pool, id_: str, state: Row | None) -> str | None:
    held = made.others(id_, ("HOLDS",), ("Licence",))
    return next((one.get("since") for one in held if state and one["id"] == state.get("id")), None)


def _parties(made: Pool, shape: Shape, id_: str) -> bool:
    """Ties to those whom the question names, but those of the aid, which were looked at with it."""
    return all(
        made.meets(id_, shape.parts.get(party.part, ()), ids) is not party.absent
        for party, ids in made.asked.reached
        if party.part not in DOES and not (party.thing.type == "AidItem" and made.asked.plan.role in DOES)
    )


def _licence_dates(made: Pool, id_: str) -> bool:
    """Whether a licence of it was issued, or runs out, in the period asked for."""
    held = made.others(id_, ("HOLDS",), ("Licence",))
    asked_for = [p for p in made.asked.plan.periods if p.meaning in _LICENCE]
    return all(any(within(one.get(_LICENCE[p.meaning]), p) for one in held) for p in asked_for)


def _begun(made: Pool, id_: str) -> bool:
    """Whether it was founded, or relations with it began, in the period asked for."""
    dates = {"founded": "founded", "related": "relations_since"}
    return all(within(made.known[id_].get(dates[p.meaning]), p) for p in made.asked.plan.periods if p.meaning in dates)


def _lines(made: Pool, shape: Shape, done: Work) -> Found:
    """Lines with what each gave or did of the aid asked for, where a part in aid is asked for."""
    asked, lines = made.asked, list[Line]()
    part = (
        str(asked.plan.role)
        if asked.plan.role in DOES
        else ("funder" if asked.plan.amount or asked.plan.measure else "")
    )
    ceilings = gifts.ceilings(asked.store, asked.viewer) if part == "funder" else None
    for id_ in made.known:
        amounts: list[Row] = []
        known = made.known[id_]
        if ceilings and id_ in done.items.funders:
            gave = given(done.items, id_, asked.where, asked.what, ceilings)
            known["money"], known["items"] = gave["money"], [ref(i) for i in gave["items"]]
            amounts = gave["amounts"]
        elif part:
            known["items"] = [
                ref(done.items.known[i]) for i in sorted(done.parts.get(part, {}).get(id_, ())) if i in done.items.known
            ]
        one = line(made, shape, id_)
        one.amounts = amounts
        one.cells |= {c.name: c.get(made, id_) for c in _GIVING} if part else {}
        if asked.plan.amount is None or in_bounds(_weighed(made, id_), asked.plan.amount):
            lines.append(one)
    return Found([*(_GIVING if part == "funder" else _GIVING[2:] if part else ()), *shape.columns], lines)


def _weighed(made: Pool, id_: str) -> dict[str, float]:
    """What it gave by currency, as the amount asked for measures it; its members where they are asked for."""
    bound = made.asked.plan.amount
    known = made.known[id_]
    if bound and bound.measure == "count":
        return {"": float(len(known.get("items") or ()))}
    if bound and bound.measure == "members":
        return {"": float(known["members"])} if known.get("members") is not None else {}
    measures = (bound.measure,) if bound and bound.measure in MEASURES else MEASURES
    return {
        m["currency"]: float(next(m[one] for one in measures if m.get(one) is not None))
        for m in known.get("money") or () if any(m.get(one) is not None for one in measures)
    }  # fmt: skip


FAMILIES = (Family("organisations", SHAPE, find),)

"""What a family of things is like, and which of a plan's conditions it can hold to. A condition it cannot hold is never
passed over: `unmet` names it, and nothing is answered."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from graph.questions.answering.pool import Pool
from graph.questions.answering.table import Column, Getter
from graph.questions.plan import Axis, Date, Detail, Kind, Meaning, Measure, Order, Part, Plan, Span, Thing

Check = Callable[[Pool, str], bool]
Has = Callable[[Pool, str, Span | None], bool]
# What `compose` does with a plan, whatever the family.
COMPOSED = frozenset({"ask", "of", "limit", "about", "compare", "gaps", "proposed"})
# Meanings that bound what a row must have, not the row itself.
BOUNDING: Mapping[Meaning, Thing] = {"contacted": "contact", "held": "delegation"}

DATES = ("held", "signed", "approved", "started", "published", "founded", "licence_issued", "proposed")
# A column asked for by name -> the columns that show it.
SHOWN: Mapping[Detail, frozenset[str]] = {
    one: frozenset({one, *more.split()}) for one, more in cast(dict[Detail, str], {
        "money": "committed disbursed amount capital", "licence": "", "contact": "", "leader": "", "members": "participants",
        "host": "", "results": "", "follow_up": "", "purpose": "", "parties": "partner ours", "post": "posts posts_held",
        "languages": "", "sectors": "fields", "places": "within country", "status": "stage", "dates": "when period since founded",
        "items": "", "funders": "met_by", "implementer": "", "country": "", "capital": "",
    }).items()
}  # fmt: skip


def _nothing(_: Plan) -> Collection[str]:
    return ()


def only(*kinds: Kind) -> Callable[[Plan], Collection[str]]:
    """Refuses kinds other than these: the only ones that the family tells apart."""
    return lambda plan: () if set(plan.kinds) <= set(kinds) else ("kinds",)


@dataclass(frozen=True)
class Shape:
    """A family: the label of its things and how each condition is read from their properties and ties.

    `place`, `sector`, `home`: kinds of ties that tell where, in which sector, of which country. `parts`: the kinds that
    make a named thing that part, `whose`: the columns of who has it. `dates`: the property of a date. `checks`: plan field -> its own reading. `settled`:
    fields read where its things are gathered. `weighs`: measures that are
    found beside the properties. `refuses`: what it cannot hold beside other conditions.
    """

    label: str
    columns: tuple[Column, ...]
    place: Collection[str] = ()
    sector: Collection[str] = ()
    home: Collection[str] = ()
    parts: Mapping[Part, Collection[str]] = field(default_factory=dict[Part, Collection[str]])
    whose: Mapping[Part, tuple[str, ...]] = field(default_factory=dict[Part, tuple[str, ...]])
    dates: Mapping[Date | Meaning, str] = field(default_factory=dict["Date | Meaning", str])
    measures: Mapping[Measure, str] = field(default_factory=dict[Measure, str])
    weighs: frozenset[Measure] = frozenset()
    has: Mapping[Thing, Has] = field(default_factory=dict[Thing, Has])
    under: Mapping[Axis, Getter] = field(default_factory=dict[Axis, Getter])
    checks: Mapping[str, Check] = field(default_factory=dict[str, Check])
    settled: frozenset[str] = frozenset()
    ties: Collection[str] = ()
    timed: bool = True
    first: str = "name"
    refuses: Callable[[Plan], Collection[str]] = _nothing

    @property
    def kinds(self) -> set[str]:
        """All kinds of ties that must be read."""
        parts = {kind for kinds in self.parts.values() for kind in kinds}
        return {*self.place, *self.sector, *self.home, *self.ties, *parts}

    def bounds(self, plan: Plan, meaning: Meaning) -> bool:
        """Whether a period of this meaning bounds what the row has or lacks."""
        return BOUNDING.get(meaning) in (*plan.has, *plan.lacks)


def tie(*kinds: str, types: Collection[str] = ()) -> Has:
    """Has a tie of these kinds, begun within the span where one is asked for."""

    def has(made: Pool, id_: str, _: Span | None) -> bool:
        return bool(made.tied(id_, kinds, types))

    return has


def filled(property_: str) -> Has:
    return lambda made, id_, _: made.known[id_].get(property_) not in (None, "", [])


def stated_in(made: Pool, id_: str) -> bool:
    """Whether its amount is in the currency asked for."""
    return made.known[id_].get("currency") == made.asked.plan.currency


def unmet(plan: Plan, shape: Shape) -> Iterator[str]:
    """The conditions of a plan that this family cannot hold to, as keys of words."""
    asked = {name for name in type(plan).model_fields if getattr(plan, name) not in (None, (), "")} - COMPOSED
    held = shape.settled | shape.checks.keys()
    means: dict[str, bool] = {
        "places": bool(shape.place), "outside": bool(shape.place), "sectors": bool(shape.sector), "home": bool(shape.home),
        "kinds": "kinds" in held,
        "but_not": bool(shape.sector) and "sectors" not in held and all(one.sectors and not (one.role or one.kinds or one.periods) for one in plan.but_not),
        "parties": all(p.part in shape.parts for p in plan.parties),
        "periods": all(p.meaning in shape.dates or (p.meaning in ("overlaps", "now") and shape.timed)
                       or shape.bounds(plan, p.meaning) for p in plan.periods),
        "has": all(one in shape.has for one in plan.has), "lacks": all(one in shape.has for one in plan.lacks),
        "amount": plan.amount is not None and plan.amount.measure in {*shape.measures, *shape.weighs},
        "group": plan.group in shape.under and plan.ask in ("list", "count", "sum"),
        "date": plan.date in shape.dates and plan.ask == "when",
        "whose": plan.whose is not None and plan.whose.part in shape.whose and plan.ask in ("list", "count") and not plan.group,
        "measure": plan.measure == "count" or (plan.measure in shape.measures and (plan.ask in ("sum", "compare") or bool(plan.group))),
        "order": plan.order is not None and _ordered(plan, plan.order, shape),
        "show": all(not SHOWN[one].isdisjoint(c.name for c in shape.columns) for one in plan.show),
    }  # fmt: skip
    refused = set(shape.refuses(plan))
    yield from sorted(name for name in asked if name in refused or (name not in held and not means.get(name, False)))


def _ordered(plan: Plan, order: Order, shape: Shape) -> bool:
    """Whether there is something to order by."""
    if order.by == "count":
        return bool(plan.group or plan.compare) or "count" in shape.weighs
    dates = {"date": DATES, "expiry": ("licence_expires", "expires", "ended"), "contact": ("last_contact",)}.get(
        order.by
    )
    if dates is not None:
        return not shape.dates.keys().isdisjoint(dates)
    return order.by == "name" or order.by in {*shape.measures, *shape.weighs}

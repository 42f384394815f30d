"""What a family of things is like, and which of a plan's conditions it can hold to. A condition it cannot hold is never
passed over: `unmet` names it, and nothing is answered."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from graph.questions.answering.pool import Pool
from graph.questions.answering.table import Column, Getter
from graph.questions.plan import Axis, Date, Meaning, Measure, Part, Plan, Span, Thing

Check = Callable[[Pool, str], bool]
Has = Callable[[Pool, str, Span | None], bool]
# What `compose` does with a plan, whatever the family.
COMPOSED = frozenset({"ask", "of", "show", "limit", "measure", "about", "compare", "gaps", "proposed"})
# Meanings that bound what a row must have, not the row itself.
BOUNDING: Mapping[Meaning, Thing] = {"contacted": "contact", "held": "delegation"}


@dataclass(frozen=True)
class Shape:
    """A family: the label of its things and how each condition is read from their properties and ties.

    `place`, `sector`, `home`: kinds of ties that tell where, in which sector, of which country. `parts`: the kinds that
    make a named thing that part. `dates`: the property of a date. `checks`: plan field -> its own reading. `settled`:
    fields read where its things are gathered.
    """

    label: str
    columns: tuple[Column, ...]
    place: Collection[str] = ()
    sector: Collection[str] = ()
    home: Collection[str] = ()
    parts: Mapping[Part, Collection[str]] = field(default_factory=dict[Part, Collection[str]])
    dates: Mapping[Date | Meaning, str] = field(default_factory=dict["Date | Meaning", str])
    measures: Mapping[Measure, str] = field(default_factory=dict[Measure, str])
    has: Mapping[Thing, Has] = field(default_factory=dict[Thing, Has])
    under: Mapping[Axis, Getter] = field(default_factory=dict[Axis, Getter])
    checks: Mapping[str, Check] = field(default_factory=dict[str, Check])
    settled: frozenset[str] = frozenset()
    ties: Collection[str] = ()
    timed: bool = True
    first: str = "name"

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


def unmet(plan: Plan, shape: Shape) -> Iterator[str]:
    """The conditions of a plan that this family cannot hold to, as keys of words."""
    asked = {name for name in type(plan).model_fields if getattr(plan, name) not in (None, (), "")} - COMPOSED
    held = shape.settled | shape.checks.keys()
    means: dict[str, bool] = {
        "places": bool(shape.place), "outside": bool(shape.place), "sectors": bool(shape.sector), "home": bool(shape.home),
        "kinds": "kinds" in held,
        "parties": all(p.part in shape.parts for p in plan.parties),
        "periods": all(p.meaning in shape.dates or (p.meaning in ("overlaps", "now") and shape.timed)
                       or shape.bounds(plan, p.meaning) for p in plan.periods),
        "has": all(one in shape.has for one in plan.has), "lacks": all(one in shape.has for one in plan.lacks),
        "amount": plan.amount is not None and plan.amount.measure in shape.measures,
        "group": plan.group in shape.under, "date": plan.date in shape.dates or plan.date in ("started", "ended", "held"),
        "order": True,
    }  # fmt: skip
    yield from sorted(name for name in asked if name not in held and not means.get(name, False))

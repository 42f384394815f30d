"""The rows of an answer, and how its columns are made."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from graph.questions.answering.pool import Pool
from graph.questions.plan import Axis, Date, Meaning, Measure

Row = dict[str, Any]
Getter = Callable[[Pool, str], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` says how a cell is written: ref, refs, posts (refs with a `note`), text, country, type, date, period, number, both,
    money ([{"amount","currency"}]), figure, figures, licence, contact, next, `code:<property>` (a word of the vocabulary),
    `on_<axis>`. Its heading stands in the catalogues as `ask.col_<name>`."""

    name: str
    kind: str
    get: Getter


@dataclass(slots=True)
class Line:
    """One row before it is shown: what it is about, its cells by column, its amounts for totals (as `graph.money.totals`),
    its dates, its measures (in its currency; `weights` about what they are in USD, to order by), and what it is under.
    `portions`: by measure, what of its amounts falls to each thing that it is under; all of it to each where empty."""

    about: Row
    cells: dict[str, Any]
    amounts: list[Row] = field(default_factory=list[Row])
    dates: dict[Date | Meaning, str] = field(default_factory=dict["Date | Meaning", str])
    measures: dict[Measure, float] = field(default_factory=dict[Measure, float])
    weights: dict[Measure, float] = field(default_factory=dict[Measure, float])
    under: dict[Axis, list[Row]] = field(default_factory=dict[Axis, list[Row]])
    portions: dict[str, dict[str, float]] = field(default_factory=dict[str, dict[str, float]])
    currency: str | None = None
    strange: bool = False


@dataclass(slots=True)
class Found:
    """What a family found. `parents`: item -> the items above it, of which only the whole counts in a total."""

    columns: list[Column]
    lines: list[Line]
    parents: dict[str, set[str]] = field(default_factory=dict[str, set[str]])


def prop(name: str, kind: str = "text", of: str | None = None) -> Column:
    """A column of the thing's own property."""
    return Column(of or name, f"code:{name}" if kind == "code" else kind, lambda made, id_: made.known[id_].get(name))


def refs(name: str, *kinds: str, types: Collection[str] = ()) -> Column:
    """A column of what the thing is tied to so."""
    return Column(name, "refs", lambda made, id_: made.refs(id_, kinds, types))


def period(name: str = "period") -> Column:
    def get(made: Pool, id_: str) -> Row:
        return {"since": made.known[id_].get("since"), "until": made.known[id_].get("until")}

    return Column(name, "period", get)


def amount(name: str, property_: str) -> Column:
    def get(made: Pool, id_: str) -> list[Row]:
        said = made.known[id_]
        return (
            [] if said.get(property_) is None else [{"amount": said[property_], "currency": said.get("currency") or ""}]
        )

    return Column(name, "money", get)

"""What a family of questions brings: one file a family in `graph/questions/answering/families/`, found by scanning."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.questions.answering.asked import Asked
from graph.questions.answering.pool import Pool
from graph.questions.answering.select import selected
from graph.questions.answering.shape import Shape
from graph.questions.answering.table import Found, Line
from graph.questions.plan import Axis, Measure, Of
from graph.subgraph import ref
from graph.weigh import in_usd

Row = dict[str, Any]


@dataclass(frozen=True)
class Family:
    """`find` reads the things that fit and makes their lines; most families need no more than their shape."""

    of: Of
    shape: Shape
    find: Callable[[Asked, Shape], Found] | None = None

    def found(self, asked: Asked) -> Found:
        return self.find(asked, self.shape) if self.find else lined(selected(asked, self.shape), self.shape)


def lined(made: Pool, shape: Shape) -> Found:
    """A line for each thing, as the shape tells its columns, dates and measures."""
    return Found(list(shape.columns), [line(made, shape, id_) for id_ in made.known])


def line(made: Pool, shape: Shape, id_: str) -> Line:
    known = made.known[id_]
    measures: dict[Measure, float] = {m: float(known[p]) for m, p in shape.measures.items() if known.get(p) is not None}
    under: dict[Axis, list[Row]] = {axis: _listed(get(made, id_)) for axis, get in shape.under.items()}
    return Line(
        ref(known), {c.name: c.get(made, id_) for c in shape.columns}, measures=measures, under=under,
        weights={m: float(known[p]) if m == "members" else in_usd(known, p) for m, p in shape.measures.items() if m in measures},
        dates={d: str(known[p]) for d, p in shape.dates.items() if known.get(p)}, currency=known.get("currency"),
    )  # fmt: skip


def _listed(value: Any) -> list[Row]:
    """What a thing is under on an axis, as refs; a word is a ref without a type."""
    values = value if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownVariableType]
    return [v if isinstance(v, dict) else {"id": str(v), "type": "", "name": str(v)} for v in values if v]  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]


@cache
def families() -> Mapping[Of, Family]:
    """Every family by what it lists."""
    package = importlib.import_module("graph.questions.answering.families")
    modules = [importlib.import_module(f"{package.__name__}.{m.name}") for m in pkgutil.iter_modules(package.__path__)]
    found: list[Family] = [family for module in modules for family in module.FAMILIES]
    return {family.of: family for family in found}

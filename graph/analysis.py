"""What an analysis is: one query that projects what it needs, one pure function from that graph to findings.

An analysis is one file in `graph/analyses/` with a constant `ANALYSIS`, and one statement in `cypher/analyses/`; the
folder is scanned, nothing is registered. Findings come sorted by severity, score and id, and are the same every time.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

import cypher
from graph.asked import UnknownWord
from graph.finding import Both, Finding, Row, both, ranked
from graph.ground import Ground
from graph.licences import last_day
from graph.settings import load_settings
from graph.store import Store, Viewer
from graph.subgraph import Net, project
from graph.today import a_day, today
from graph.where import place

__all__ = ["Analysis", "Both", "Finding", "Ground", "Params", "all_analyses", "both", "ranked", "run"]

_SECONDS = 30.0


class Params(BaseModel):
    """What an analysis is asked; its fields are exactly the parameters of its query."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    province: str = Field(
        default_factory=lambda: load_settings().province,
        description="the place, by name or id; a country means all of it",
        min_length=1,
    )
    on: str | None = Field(
        None, description="the day (ISO day, month or year); today where none is given, the last day of a month or year"
    )

    def parameters(self, store: Store, viewer: Viewer) -> "Params":
        """The same with names made ids and an open day made today. Raises UnknownWord, AmbiguousEntity, BadRequest."""
        return self.model_copy(
            update={"province": place(store, viewer, self.province), "on": last_day(a_day(self.on) or today())}
        )

    @property
    def day(self) -> str:
        return self.on or today()


Asked: TypeAlias = type[Params]


@dataclass(frozen=True, slots=True)
class Analysis:
    """`query` names its statement, `kinds` says what each kind of finding is called, `find` is pure."""

    name: str
    query: str
    title: Both
    kinds: Mapping[str, Both]
    find: Callable[[Net, Any], Iterator[Finding]]
    Params: Asked = Params


@cache
def all_analyses() -> dict[str, Analysis]:
    """Every analysis of `graph/analyses/` by name."""
    package = importlib.import_module("graph.analyses")
    modules = (importlib.import_module(f"graph.analyses.{m.name}") for m in pkgutil.iter_modules(package.__path__))
    found: list[Analysis] = [module.ANALYSIS for module in modules if hasattr(module, "ANALYSIS")]
    return {analysis.name: analysis for analysis in sorted(found, key=lambda a: a.name)}


def run(store: Store, viewer: Viewer, name: str, /, **params: Any) -> list[Row]:
    """The findings of an analysis, as SURFACE shapes them, the gravest first.

    Raises UnknownWord for a name that is none, a place or a day that cannot be read, pydantic.ValidationError for a
    parameter that does not exist.
    """
    analysis = all_analyses().get(name)
    if analysis is None:
        raise UnknownWord(name, "analysis")
    asked = analysis.Params(**{k: v for k, v in params.items() if v is not None}).parameters(store, viewer)
    query = cypher.load(analysis.query)
    g = project(store.read(query, viewer, seconds=_SECONDS, **asked.model_dump()), viewer)
    return [f.as_dict() for f in ranked(analysis.find(g, asked))]

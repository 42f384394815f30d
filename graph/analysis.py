"""What an analysis is: one query that projects what it needs, one pure function from that graph to findings.

An analysis is one file in `graph/analyses/` with a constant `ANALYSIS`, and one statement in `cypher/analyses/`; the
folder is scanned, nothing is registered. One that names a `whole` is also asked with the others of that whole, under the
whole's name. Findings come sorted by severity, score and id, and are the same every time.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from graph.asked import UnknownWord
from graph.days import last_day
from graph.finding import Both, Finding, Row, both, ranked
from graph.ground import Ground
from graph.report import Report, Watch
from graph.settings import load_settings
from graph.store import Store, Viewer
from graph.subgraph import Net
from graph.today import a_day, today
from graph.where import place

__all__ = [
    "Analysis", "Both", "Finding", "Ground", "Params", "Whole", "all_analyses", "asked_of", "both", "named", "ranked", "run",
    "wholes",
]  # fmt: skip


class Params(BaseModel):
    """What an analysis is asked; the parameters of its query are among its fields."""

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
    whole: str = ""

    @property
    def parts(self) -> "tuple[Analysis, ...]":
        return (self,)


@dataclass(frozen=True, slots=True)
class Whole:
    """Several analyses asked at once: those that name it."""

    name: str
    title: Both
    Params: Asked = Params

    @property
    def parts(self) -> tuple[Analysis, ...]:
        return tuple(a for a in all_analyses().values() if a.whole == self.name)

    @property
    def kinds(self) -> dict[str, Both]:
        return {kind: words for part in self.parts for kind, words in part.kinds.items()}


_WHOLES = (
    Whole("coordination-gaps", both("Khoảng trống phối hợp", "Coordination gaps")),
    Whole("partnership-opportunities", both("Cơ hội hợp tác", "Partnership opportunities")),
)


def wholes() -> dict[str, Whole]:
    return {whole.name: whole for whole in _WHOLES}


@cache
def all_analyses() -> dict[str, Analysis]:
    """Every analysis of `graph/analyses/` by name."""
    package = importlib.import_module("graph.analyses")
    modules = (importlib.import_module(f"graph.analyses.{m.name}") for m in pkgutil.iter_modules(package.__path__))
    found: list[Analysis] = [module.ANALYSIS for module in modules if hasattr(module, "ANALYSIS")]
    return {analysis.name: analysis for analysis in sorted(found, key=lambda a: a.name)}


def named() -> dict[str, Analysis | Whole]:
    """All that can be asked by name: wholes, then analyses."""
    return {**wholes(), **all_analyses()}


def asked_of(store: Store, viewer: Viewer, name: str, /, **params: Any) -> tuple[Analysis | Whole, Params]:
    """An analysis with what it is asked, names made ids. Raises as `run`."""
    if (analysis := named().get(name)) is None:
        raise UnknownWord(name, "analysis", named())
    return analysis, analysis.Params(**{k: v for k, v in params.items() if v is not None}).parameters(store, viewer)


def run(store: Store, viewer: Viewer, name: str, watch: Watch | None = None, /, **params: Any) -> list[Row]:
    """The findings of an analysis, as SURFACE shapes them, the gravest first; they are shared, nobody changes them.

    Raises UnknownWord for a name that is none, a place or a day that cannot be read, pydantic.ValidationError for a
    parameter that does not exist.
    """
    analysis, asked = asked_of(store, viewer, name, **params)
    return Report(store, viewer, analysis.parts, asked, watch or Watch()).told()

"""Reported figures, with their wording and source: shown as they were said, never mixed with a count (QUESTIONS 10)."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from graph.names import fold
from graph.questions.answering.asked import Asked, codes
from graph.questions.answering.family import Family, lined
from graph.questions.answering.pool import Pool
from graph.questions.answering.select import holds_words, selected
from graph.questions.answering.shape import Shape
from graph.questions.answering.spans import within
from graph.questions.answering.table import Column, Found, prop, refs
from graph.questions.plan import Home, Period
from graph.reference import countries, sectors

_ABOUT = ("ABOUT_SUBJECT",)


@cache
def _measures() -> Mapping[str, tuple[str, ...]]:
    """Topic -> the folded words, alternatives, that the measure of a statistic holds."""
    words = tomllib.loads((files("graph.questions") / "words" / "topics.toml").read_text(encoding="utf-8"))
    return {topic: tuple(said.split("|")) for topic, said in words["measure"].items()}


def on_topic(measure: str, topic: str) -> bool:
    said = set(fold(measure).split())
    return any(_holds(said, one.split()) for one in _measures().get(topic, ()))


def _holds(said: set[str], words: Sequence[str]) -> bool:
    return all((word.removeprefix("-") in said) is not word.startswith("-") for word in words)


def _speaks(made: Pool, id_: str, names: Iterable[str]) -> bool:
    """Whether the measure speaks of one of these names."""
    return any(holds_words(str(made.known[id_].get("measure")), name) for name in names)


def _home(made: Pool, id_: str) -> bool:
    """The country or part of the world that the measure itself names."""
    home, every = made.asked.plan.home, countries().values()
    if home is None or home.outside or home.tags:
        return False
    named = {
        name
        for one in every
        if one.alpha2 in codes(Home(countries=home.countries))
        for name in one.names
        if len(name) > 2
    }
    return _speaks(
        made, id_, named | {r for one in every if one.region in home.regions for r in (one.region_vi, one.region_en)}
    )


def _sector(made: Pool, id_: str) -> bool:
    what = made.asked.what
    return what is not None and _speaks(
        made, id_, {name for code, one in sectors().items() if f"sector-{code}" in what.ids for name in one.names}
    )


def _topic(made: Pool, id_: str) -> bool:
    return on_topic(str(made.known[id_].get("measure") or ""), made.asked.plan.topic or "")


def _of_period(known: dict[str, object], period: Period) -> bool:
    """Whether the years that a figure's period names lie in the one asked for, else its day."""
    said = str(known.get("period") or "")
    years = [word for word in fold(said).split() if len(word) == 4 and word.isdigit()]
    if not years:
        return within(str(known.get("as_of") or "") or None, period)
    return within(years[0], period) and within(years[-1], period)


SHAPE = Shape(
    label="Statistic",
    columns=(refs("subject", *_ABOUT), prop("measure", of="measure_said"), prop("qualifier", "code"),
             Column("value", "figure", lambda m, i: {"value": m.known[i].get("value"), "unit": m.known[i].get("unit")}),
             prop("period", of="period_said"), prop("as_of", "date"), prop("reference")),
    place=_ABOUT, parts={"subject": _ABOUT, "any": _ABOUT},
    checks={"topic": _topic, "home": _home, "sectors": _sector, "field": lambda m, i: holds_words(str(m.known[i].get("measure")), m.asked.plan.field or "")},
    settled=frozenset({"periods", "places"}), first="name",
    under={"year": lambda m, i: str(m.known[i].get("as_of") or "")[:4]},
)  # fmt: skip


def find(asked: Asked, shape: Shape) -> Found:
    """Figures about a place are also those of its union."""
    made = selected(asked, shape)
    keep = [i for i in made.known if _at(made, i) and all(_of_period(made.known[i], p) for p in asked.plan.periods)]
    made.keep(keep)
    return lined(made, shape)


def _at(made: Pool, id_: str) -> bool:
    where = made.asked.where
    if where is None:
        return True
    subjects = [t["other"] for t in made.tied(id_, _ABOUT)]
    if where.ref["id"] == _NATION:
        return any(s["type"] == "FriendshipUnion" and s.get("province") in (None, "VN") for s in subjects)
    return any(s["id"] in where.within or f"province-{s.get('province')}" in where.within for s in subjects)


# Which figures stand beside a number of a family: of these topics, the first that any is on.
_BESIDE: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("organisations", "count"): ("related ngos", "ngos"), ("aid", "count"): ("aid items",), ("twins", "count"): ("partner places",),
    ("associations", "count"): ("bilateral", "member organisations"), ("associations", "members"): ("members",),
    ("investments", "count"): ("investor projects",), ("investments", "capital"): ("investor capital",), ("unions", "count"): ("unions",),
    ("aid", "committed"): ("aid committed",), ("aid", "disbursed"): ("aid disbursed",), ("aid", "money"): ("aid",),
}  # fmt: skip
_NATION = "country-vn"
_BARE = {"types": (), "role": None, "measure": None}


def beside(asked: Asked) -> Found:
    """The figures reported of what is counted or summed, about the same place, time and homes: shown beside the number,
    never mixed with it. None where the question has conditions that no figure tells."""
    plan = asked.plan
    said = {name for name in type(plan).model_fields if getattr(plan, name) not in (None, (), "")}
    topics = _BESIDE.get((plan.of, "count" if plan.ask == "count" else str(plan.measure or "")), ())
    if (
        not plan.places
        or not topics
        or said - {"ask", "of", "places", "measure", "types", "role", "periods", "home", "proposed"}
    ):
        return Found([], [])
    if plan.of == "organisations" and (plan.types != ("NGO",) or plan.role not in (None, "related")):
        return Found([], [])
    periods = tuple(
        Period(meaning="published", since=p.since, until=p.until) for p in plan.periods if p.meaning != "now"
    )
    for topic in topics:
        asks = plan.model_copy(update=_BARE | {"ask": "list", "of": "statistics", "topic": topic, "periods": periods})
        if (found := find(replace(asked, plan=asks), SHAPE)).lines:
            return found
    return Found([], [])


FAMILIES = (Family("statistics", SHAPE, find),)

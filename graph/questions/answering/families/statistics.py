"""Reported figures, with their wording and source: shown as they were said, never mixed with a count (QUESTIONS 10)."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from graph.names import fold
from graph.questions.answering.asked import Asked
from graph.questions.answering.family import Family, lined
from graph.questions.answering.pool import Pool
from graph.questions.answering.select import holds_words, selected
from graph.questions.answering.shape import Shape
from graph.questions.answering.spans import within
from graph.questions.answering.table import Column, Found, prop, refs
from graph.questions.plan import Period, Plan

_ABOUT = ("ABOUT_SUBJECT",)


@cache
def _measures() -> Mapping[str, tuple[str, ...]]:
    """Topic -> the folded words, alternatives, that the measure of a statistic holds."""
    words = tomllib.loads((files("graph.questions") / "words" / "topics.toml").read_text(encoding="utf-8"))
    return {topic: tuple(said.split("|")) for topic, said in words["measure"].items()}


def on_topic(measure: str, topic: str) -> bool:
    said = set(fold(measure).split())
    return any(said.issuperset(one.split()) for one in _measures().get(topic, ()))


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
    checks={"topic": _topic, "field": lambda m, i: holds_words(str(m.known[i].get("measure")), m.asked.plan.field or "")},
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
    return any(s["id"] in where.within or f"province-{s.get('province')}" in where.within for s in subjects)


# Which figures stand beside a count of a family: the measure holds all words of one of these.
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "organisations": ("so tcpcpnn", "so to chuc quoc te"), "aid": ("so du an va khoan", "so khoan vien tro"), "twins": ("so dia phuong",),
    "associations": ("so hoi", "so to chuc thanh vien"), "investments": ("so du an cua nha dau tu",), "unions": ("so lien hiep",),
}  # fmt: skip


def beside(asked: Asked) -> Found:
    """The figures reported of what is counted, about the same place: shown beside the count, never mixed with it."""
    words = _BESIDE.get(asked.plan.of, ())
    plan = Plan.model_validate({"ask": "list", "of": "statistics", "places": asked.plan.places})
    made = selected(replace(asked, plan=plan), SHAPE) if words and asked.plan.places else None
    if made is None:
        return Found([], [])
    measures = {i: set(fold(str(e.get("measure") or "")).split()) for i, e in made.known.items()}
    made.keep(i for i in measures if any(measures[i].issuperset(one.split()) for one in words) and _at(made, i))
    return lined(made, SHAPE)


FAMILIES = (Family("statistics", SHAPE, find),)

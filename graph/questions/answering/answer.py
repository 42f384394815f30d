"""A question in, an answer out: the one code path of `amity ask`, POST /questions and the page.

Nothing is answered unless all of a question was understood and its family can hold to every condition of it.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import ValidationError

import cypher
from graph.asked import BadRequest
from graph.days import last_day
from graph.funders import publisher_names
from graph.questions.answering.asked import Asked
from graph.questions.answering.comparing import compared, sides
from graph.questions.answering.families.statistics import beside
from graph.questions.answering.family import families
from graph.questions.answering.forms import Table, table
from graph.questions.answering.persons import introducers
from graph.questions.answering.ran import Watched
from graph.questions.answering.shape import unmet
from graph.questions.answering.special import connected, described, lacking, missing
from graph.questions.plan import Place, Plan, Reading
from graph.questions.proposing import Model, proposed
from graph.questions.sentence import chips, sentence
from graph.questions.stored import StoredNames
from graph.questions.understand import understand
from graph.reference import find_province
from graph.store import Store, Viewer
from graph.today import a_day, today

Row = dict[str, Any]
LANGS = ("vi", "en")
MOST_ROWS = 500
_SPECIAL = {"path": connected, "introduce": introducers, "describe": described, "gaps": missing}


def answer(
    store: Store, viewer: Viewer, text: str, lang: str, on: str | None = None, context: Mapping[str, Any] | None = None,
    *, province: str, chosen: Collection[str] = (), model: Model | None = None,
) -> Row:  # fmt: skip
    """SURFACE's `answer` to a text, with `reason` where there is none, `chips`, `total`, `behind`, `reported`, `statements`.

    `context` is the `plan` of the answer before, `chosen` the ids picked where a name was ambiguous; `province` the
    asker's own, by name; `model` may propose a plan for what the grammar did not understand: `reason` is "proposed" then, and
    the plan is answered by `answer_plan`. Raises BadRequest for a day or a context that cannot be read.
    """
    day, here = last_day(a_day(on) or today()), ours(province)
    read = reading(store, viewer, text, lang, on, context, province=province, chosen=chosen)
    if read.plan is None:
        names = StoredNames(store, viewer)
        found = proposed(model, text, lang, names, date.fromisoformat(day), here) if model and _failed(read) else None
        if found and not _cannot(found):
            return _shaped(found, day) | {"reason": {"key": "proposed", "unmet": []}}
        return _unanswered(read, day)
    return answered(store, viewer, read.plan, day, here)


def reading(
    store: Store, viewer: Viewer, text: str, lang: str, on: str | None = None, context: Mapping[str, Any] | None = None,
    *, province: str, chosen: Collection[str] = (),
) -> Reading:  # fmt: skip
    """How a text is understood, before anything is answered; as `answer`."""
    return understand(
        text, lang, names=StoredNames(store, viewer), today=date.fromisoformat(last_day(a_day(on) or today())),
        province=ours(province), context=plan_of(context) if context else None, chosen=chosen,
    )  # fmt: skip


def answer_plan(store: Store, viewer: Viewer, plan: Mapping[str, Any], on: str | None = None, *, province: str) -> Row:
    """The answer to a plan as an answer gave it, or as it is after a chip was taken away. Raises BadRequest."""
    return answered(store, viewer, plan_of(plan), last_day(a_day(on) or today()), ours(province))


def plan_of(given: Mapping[str, Any]) -> Plan:
    """A plan that came back from outside. Raises BadRequest."""
    try:
        return Plan.model_validate(dict(given))
    except ValidationError:
        raise BadRequest("context", given) from None


def ours(province: str) -> Place:
    """The asker's own province, by name or id."""
    found = find_province(province.removeprefix("province-").replace("-", " "))
    if not found:
        return Place(id=province, type="Province", vi=province, en=province, ours=True)
    return Place(id=found[0].id, type="Province", vi=found[0].name_vi, en=found[0].name_en, ours=True)


def answered(store: Store, viewer: Viewer, plan: Plan, day: str, here: Place) -> Row:
    """The answer to a plan that was understood as a whole."""
    watched = Watched(store)
    asked = Asked(watched, viewer, plan, day, here.id)
    cannot = _cannot(plan)
    if cannot:
        return _shaped(plan, day) | {"reason": {"key": "unmet", "unmet": cannot}}
    found = _found(asked)
    told = {
        "understood": True, "columns": _columns(found), "rows": found.rows[:MOST_ROWS], "entities": found.entities,
        "total": found.total, "behind": _behind(found), "reported": _reported(asked), "statements": watched.ran,
        "sources": _sources(asked, found.entities[:MOST_ROWS]), **found.more,
    }  # fmt: skip
    main = next((one for one in watched.ran if one["name"].startswith(("questions/", "read/items"))), None) or next(
        iter(watched.ran), None
    )
    return _shaped(plan, day) | told | ({"cypher": main["cypher"], "parameters": main["parameters"]} if main else {})


def _cannot(plan: Plan) -> list[str]:
    """What the plan asks that its family cannot hold to."""
    if plan.ask in _SPECIAL:
        lacks = lacking(plan)
        return [lacks] if lacks else []
    family = families().get(plan.of)
    if family is None:
        return ["of"]
    each = [side for _, side in sides(plan)] if plan.compare else []
    return sorted({name for one in (plan, *each) for name in unmet(one, family.shape)})


def _found(asked: Asked) -> Table:
    plan = asked.plan
    if plan.ask in _SPECIAL:
        return _SPECIAL[plan.ask](asked)
    family = families()[plan.of]
    if plan.ask == "compare" or plan.compare:
        return compared(asked, family)
    made, reported = family.found(asked), beside(asked) if plan.ask == "sum" else None
    if reported and reported.lines and not made.lines:
        return table(
            replace(asked, plan=asked.plan.model_copy(update={"ask": "list"})), family, reported
        )  # only reported
    return table(asked, family, made)


def _reported(asked: Asked) -> list[Row]:
    """What was reported of what is counted, as it was said."""
    if asked.plan.ask != "count":
        return []
    return [{"entity": one.about} | one.cells for one in beside(replace(asked)).lines]


def _columns(found: Table) -> list[Row]:
    return [{"name": name, "kind": kind} for name, kind in found.columns]


def _behind(found: Table) -> Row | None:
    behind = found.behind
    return {"columns": _columns(behind), "rows": behind.rows[:MOST_ROWS], "total": behind.total} if behind else None


def _sources(asked: Asked, ids: list[str]) -> dict[str, list[str]]:
    """Who speaks of each thing in the answer, by publisher."""
    if not ids:
        return {}
    rows = asked.store.read(cypher.load("questions/sources"), asked.viewer, ids=ids)
    publishers = publisher_names(asked.store, asked.viewer)
    return {r["id"]: sorted({publishers.get(str(s), str(s)) for s in r["sources"]}) for r in rows}


def _failed(read: Reading) -> bool:
    """Whether the grammar did not understand what may well be a question."""
    return not read.choices and read.refusal in (None, "unclear")


def _unanswered(read: Reading, day: str) -> Row:
    """What was understood, what was not, and what the asker may choose from."""
    reason = read.refusal or ("choices" if read.choices else "unknown" if read.unknown else "unclear")
    choices = [choice.model_dump() for choice in read.choices]
    return _shaped(read.half, day) | {
        "unknown": list(read.unknown),
        "choices": choices,
        "reason": {"key": reason, "unmet": []},
    }


def _shaped(plan: Plan | None, day: str) -> Row:
    """An answer before anything was found."""
    return {
        "understood": False, "sentence": {lang: sentence(plan, lang) if plan else "" for lang in LANGS},
        "chips": {lang: [chip._asdict() for chip in chips(plan, lang)] if plan else [] for lang in LANGS},
        "plan": plan.model_dump(exclude_defaults=True) if plan else None, "cypher": None, "parameters": {}, "statements": [],
        "columns": [], "rows": [], "entities": [], "total": 0, "behind": None, "reported": [], "sources": {},
        "out_of_line": [], "unknown": [], "choices": [], "reason": None, "as_of": day,
        "proposed": plan is not None and plan.proposed,
    }  # fmt: skip

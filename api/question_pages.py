"""The page of the question box: sentence, chips, table, sources and queries; every part is a link, so no script is needed."""

import json
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.answer_words import reasons
from api.asking import model_of, phrasings
from api.deps import SettingsDep, StoreDep, ViewerDep
from api.pages import PageDep
from api.said_values import iso_day
from graph.asked import BadRequest
from graph.questions.answering.answer import answer, answer_plan, plan_of
from graph.questions.sentence import without

router = APIRouter()

_LONGEST = 20_000


@router.get("/ask")
def ask(
    page: PageDep, store: StoreDep, viewer: ViewerDep, settings: SettingsDep,
    q: Annotated[str, Query(max_length=_LONGEST)] = "", on: Annotated[str, Query(max_length=20)] = "",
    plan: Annotated[str, Query(max_length=_LONGEST)] = "", context: Annotated[str, Query(max_length=_LONGEST)] = "",
    chosen: Annotated[list[str], Query(max_length=20)] = [],  # noqa: B006 - FastAPI copies it
) -> Response:  # fmt: skip
    """`q` in words, after `context` where one goes on asking; or a `plan` as it is after a chip was taken away."""
    told: dict[str, Any] | None = None
    day, home = iso_day(on) or None, settings.province
    if q.strip():
        told = answer(
            store, viewer, q, page.lang, day, _read(context) if context else None, province=home, chosen=chosen,
            model=model_of(settings),
        )  # fmt: skip
    elif plan:
        told = answer_plan(store, viewer, _read(plan), day, province=home)
    return page.show(
        "ask.html", question=q, on=on, told=told, tries=[(one, _link(q=one)) for one in phrasings(page.lang, home)],
        why=reasons(told, page.lang) if told and not told["understood"] else [],
        chips=_chips(told, on, page.lang) if told else [], choices=_choices(told, q, on, context, chosen) if told else [],
        context=_dumped(told["plan"]) if told and told["understood"] else context,
        confirm=_link(plan=_dumped(told["plan"]), on=on) if told and told["proposed"] and not told["understood"] else "",
    )  # fmt: skip


def _read(given: str) -> dict[str, Any]:
    """A plan from the address. Raises BadRequest."""
    try:
        found = json.loads(given)
    except ValueError:
        raise BadRequest("context", given) from None
    if not isinstance(found, dict):
        raise BadRequest("context", given)
    return found  # pyright: ignore[reportUnknownVariableType]


def _dumped(plan: dict[str, Any]) -> str:
    return json.dumps(plan, ensure_ascii=False)


def _chips(told: dict[str, Any], on: str, lang: str) -> list[dict[str, str]]:
    """Each condition with the address of the question without it."""
    if not told["plan"]:
        return []
    plan = plan_of(told["plan"])

    def left(part: str) -> str:
        return _dumped(without(plan, part).model_dump(exclude_defaults=True))

    return [{"text": chip["text"], "href": _link(plan=left(chip["part"]), on=on)} for chip in told["chips"][lang]]


def _choices(told: dict[str, Any], q: str, on: str, context: str, chosen: list[str]) -> list[dict[str, Any]]:
    """What may have been meant, each with the address of the same question and that pick."""
    return [
        {"words": choice["words"], "options": [
            {"ref": {"id": one["id"], "type": one["type"], "name": one["vi"]}, "href": _link(q=q, on=on, context=context, chosen=[*chosen, one["id"]])}
            for one in choice["options"]
        ]}
        for choice in told["choices"]
    ]  # fmt: skip


def _link(**asked: str | list[str]) -> str:
    return f"/ask?{urlencode({name: value for name, value in asked.items() if value}, doseq=True)}"

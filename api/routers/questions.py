"""The question box: words in, an answer out, with how it was understood."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.asking import MOST_CHARACTERS, model_of, suggested
from api.deps import LangDep, SettingsDep, StoreDep, ViewerDep
from api.question_shapes import Answer, Suggestion
from api.shapes import List
from graph.questions.answering.answer import answer, answer_plan

router = APIRouter(prefix="/questions", tags=["questions"])


class Asked(BaseModel):
    """A question in words. `context`: the `plan` of the answer before; `chosen`: ids picked where a name was ambiguous."""

    text: str = Field("", max_length=MOST_CHARACTERS, examples=["Which NGOs fund health in our province?"])
    lang: Literal["vi", "en"] | None = Field(None, description="the language it is asked in; else the request's")
    on: str | None = Field(
        None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="the asking day (ISO); today where none is given"
    )
    context: dict[str, Any] | None = Field(None, description="`plan` of the answer before")
    plan: dict[str, Any] | None = Field(
        None, description="a `plan` to answer as it is: one that was proposed and confirmed"
    )
    chosen: list[Annotated[str, Field(max_length=200)]] = Field(
        [], max_length=20, description="ids picked from `choices`"
    )


@router.post("", response_model=Answer, summary="Ask in words")
def ask(store: StoreDep, viewer: ViewerDep, settings: SettingsDep, lang: LangDep, asked: Asked) -> Any:
    """The answer, or what was understood and what was not: then nothing is answered. Nothing is ever changed."""
    if asked.plan is not None:
        return answer_plan(store, viewer, asked.plan, asked.on, province=settings.province)
    return answer(
        store, viewer, asked.text, asked.lang or lang, asked.on, asked.context, province=settings.province,
        chosen=asked.chosen, model=model_of(settings),
    )  # fmt: skip


@router.get("/suggestions", response_model=List[Suggestion], summary="What may be asked")
def suggestions(
    store: StoreDep, viewer: ViewerDep, settings: SettingsDep, lang: LangDep,
    q: Annotated[str, Query(max_length=MOST_CHARACTERS, description="what was typed so far")] = "",
) -> Any:  # fmt: skip
    """Questions that are understood and begin so, and what was typed with its last words completed to a name on record."""
    found = suggested(store, viewer, q, lang, settings.province)
    return {"items": found, "total": len(found), "next": None}

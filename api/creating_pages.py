"""The page on which officers make a record that no list holds: its type, its name, and what tells it from others."""

from secrets import token_hex
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.deps import StoreDep, officer_of
from api.edit_forms import SAID, refusal
from api.officer import SignedDep
from api.pages import FIRST, Page, PageDep
from api.posted import FieldsDep
from api.said_values import understood
from graph import edits
from graph.asked import Ref, UnknownWord
from graph.edit_errors import AlreadyThere, BadEdit
from graph.fields import editable
from graph.model import ENTITIES, FIXED, Property
from viz.style import type_label

router = APIRouter()

_READ_ONLY = FIXED | {"Document"}


@router.get("/partners/new")
def new_record(
    page: PageDep, type: Annotated[str, Query(max_length=40)] = FIRST,
    name: Annotated[str, Query(max_length=300)] = "",
) -> Response:  # fmt: skip
    return _form(page, type if _made(type) else FIRST, {SAID + "name": name})


@router.post("/partners/new")
def make(page: PageDep, store: StoreDep, signed: SignedDep, form: FieldsDep) -> Response:
    if not _made(type_ := form.get("type", "")):
        raise UnknownWord(type_, "type")
    typed = {p.name: form.get(SAID + p.name, "").strip() for p in _telling(type_)}
    name = typed.pop("name")
    said = understood(type_, {n: v for n, v in typed.items() if v})
    try:
        made = edits.create(
            store, signed.viewer, type_, name, said, form.get("reason", ""), form.get("anyway") == "on", form.get("token", "")
        )  # fmt: skip
    except AlreadyThere as there:
        return signed.keep(_form(page, type_, form, choices=there.choices))
    except BadEdit as refused:
        return signed.keep(_form(page, type_, form, refusal(refused, type_, page.lang)))
    return signed.keep(page.go(f"/entities/{made['id']}/edit"))


def _made(type_: str) -> bool:
    return type_ in ENTITIES and type_ not in _READ_ONLY


def _telling(type_: str) -> list[Property]:
    """The name, and the properties by which one record of a type is told from another."""
    keys = {name for key in ENTITIES[type_].keys for name in key}
    return [p for p in editable(type_) if p.name == "name" or p.name in keys]


def _form(
    page: Page, type_: str, form: dict[str, str], problem: str = "", choices: list[Ref] | None = None
) -> Response:
    fields: list[dict[str, Any]] = [
        {
            "name": p.name, "label": p.vi if page.lang == "vi" else p.en, "kind": p.kind,
            "text": form.get(SAID + p.name, ""),
        }
        for p in _telling(type_)
    ]  # fmt: skip
    kinds = sorted(((name, type_label(name, page.lang)) for name in ENTITIES if _made(name)), key=lambda kind: kind[1])
    answer = page.show(
        "entity_new.html", type=type_, kinds=kinds, fields=fields, problem=problem, choices=choices or [],
        reason=form.get("reason", ""), token=form.get("token") or token_hex(8), officer=officer_of(page.request),
    )  # fmt: skip
    answer.status_code = 422 if problem else 409 if choices else 200
    return answer

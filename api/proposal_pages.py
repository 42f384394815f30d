"""The page of figures that documents report, and the forms that accept and reject them; all work without a script."""

from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.deps import StoreDep, ViewerDep
from api.pages import PER_PAGE, PageDep
from api.posted import FieldsDep
from api.routers.proposals import FigureId
from api.session import here
from graph import proposals
from graph.asked import BadRequest
from graph.proposals import Changes
from ingest.problems import ValueProblem
from ingest.values import parse_number

router = APIRouter()


@router.get("/proposals")
def waiting(
    page: PageDep, store: StoreDep, viewer: ViewerDep, state: Annotated[str, Query(pattern="^(open|all)$")] = "open",
    cursor: Annotated[str, Query(pattern=r"^\d{0,6}$")] = "", done: Annotated[str, Query(max_length=64)] = "",
) -> Response:  # fmt: skip
    told = proposals.proposals(store, viewer)
    found = [one for one in told if state == "all" or one["state"] == state]
    start = int(cursor or 0)
    following = start + PER_PAGE
    return page.show(
        "proposals.html", figures=found[start:following], total=len(found), state=state, cursor=cursor,
        next=str(following) if following < len(found) else None,
        done=next((one for one in told if one["id"] == done and one["state"] != "open"), None),
    )  # fmt: skip


@router.post("/proposals/{id}/accept")
def accept(page: PageDep, store: StoreDep, viewer: ViewerDep, id: FigureId, form: FieldsDep) -> Response:
    proposals.accept(store, viewer, id, _changes(proposals.proposal(store, viewer, id), form, page.lang))
    return page.go(_after(form, id))


@router.post("/proposals/{id}/reject")
def reject(page: PageDep, store: StoreDep, viewer: ViewerDep, id: FigureId, form: FieldsDep) -> Response:
    proposals.reject(store, viewer, id, form.get("reason", "").strip())
    return page.go(_after(form, id))


def _after(form: dict[str, str], id_: str) -> str:
    """Back to where the officer was; the list, which the figure has left, says what was done with it."""
    back = urlsplit(here(form.get("next", "/proposals")))
    if back.path != "/proposals":
        return f"{back.geturl()}#{id_}"
    kept = [(name, value) for name, value in parse_qsl(back.query) if name != "done"]
    return f"{back.path}?{urlencode([*kept, ('done', id_)])}"


def _changes(told: dict[str, Any], form: dict[str, str], lang: str) -> Changes:
    """What the form says otherwise than the figure was read. Raises BadRequest for a value that is no number."""
    shown = {
        "measure": told["measure"][lang], "unit": told["unit"][lang], "period": told["period"],
        "subject": told["subject"]["name"] if told["subject"] else "",
    }  # fmt: skip
    said = {name: text for name in shown if (text := form.get(name, "").strip()) and text != shown[name]}
    made = Changes(None, said.get("subject"), said.get("measure"), said.get("unit"), said.get("period"))
    value = form.get("value", "").strip()
    if not value or value == str(told["value"]):
        return made
    try:
        return replace(made, value=parse_number(value))
    except ValueProblem as problem:
        raise BadRequest("value", value) from problem

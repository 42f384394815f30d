"""The form in which an officer logs a meeting or call, and the list of what is due."""

from secrets import token_hex
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.deps import EntityId, StoreDep, ViewerDep, officer_of
from api.edit_forms import refusal
from api.meeting_shapes import MeetingAsked
from api.officer import SignedDep
from api.pages import Page, PageDep
from api.posted import FieldsDep
from api.routers.meetings import met_of
from graph import entities, meetings
from graph.asked import AmbiguousEntity
from graph.edit_errors import BadEdit
from graph.meetings import UnknownPeople
from graph.texts import date_text
from graph.today import today

router = APIRouter()

_EVER = "9999"
_FIELDS = ("kind", "theirs", "ours", "on", "results", "next_step", "remind", "token", "next")


@router.get("/meetings/new")
def new_meeting(
    page: PageDep, store: StoreDep, viewer: ViewerDep,
    whom: Annotated[str, Query(alias="with", max_length=200)] = "",
) -> Response:  # fmt: skip
    name = entities.entity(store, viewer, whom)["name"] if whom else ""
    return _form(page, {"theirs": name, "on": date_text(today(), "vi") or "", "token": token_hex(8), "next": whom})


@router.post("/meetings/new")
def log_meeting(page: PageDep, store: StoreDep, signed: SignedDep, form: FieldsDep) -> Response:
    whom, known = form.get("next", ""), form.get("theirs", "")
    if whom and known.strip() == entities.entity(store, signed.viewer, whom)["name"]:
        known = whom  # the one whose page it was begun on, whoever else bears the name
    asked = MeetingAsked(
        theirs=_names(known) or [""], ours=_names(form.get("ours", "")), on=form.get("on", "").strip(),
        kind="call" if form.get("kind") == "call" else "meeting", results=form.get("results", "").strip(),
        next_step=form.get("next_step", "").strip(), remind=form.get("remind", "").strip(),
        token=form.get("token") or None, new_people=form.get("new_people") == "on",
    )  # fmt: skip
    try:
        event = meetings.log(store, signed.viewer, met_of(asked), asked.new_people)
    except UnknownPeople as unknown:
        return signed.keep(_form(page, form, unknown=unknown.names))
    except (BadEdit, AmbiguousEntity) as refused:
        return signed.keep(_form(page, form, problem=refusal(refused, "Event", page.lang)))
    return signed.keep(page.go(f"/entities/{whom or event['id']}"))


@router.get("/meetings")
def due(page: PageDep, store: StoreDep, viewer: ViewerDep) -> Response:
    every = meetings.reminders(store, viewer, _EVER)
    items, later = ([it for it in every if (it["remind"] > today()) is coming] for coming in (False, True))
    return page.show("reminders.html", items=items, later=later, officer=officer_of(page.request))


@router.post("/meetings/{id}/done")
def done(page: PageDep, store: StoreDep, signed: SignedDep, id: EntityId, form: FieldsDep) -> Response:
    meetings.done(store, signed.viewer, id, form.get("remind", ""))
    return signed.keep(page.go("/meetings"))


def _form(page: Page, form: dict[str, str], unknown: list[str] | None = None, problem: str = "") -> Response:
    answer = page.show(
        "meeting.html", form={name: form.get(name, "") for name in _FIELDS}, unknown=unknown or [], problem=problem,
        officer=officer_of(page.request) or form.get("officer"),
    )  # fmt: skip
    answer.status_code = 422 if unknown or problem else 200
    return answer


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(";") if name.strip()]

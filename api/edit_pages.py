"""The pages on which officers write: the form of a record with every source beside each field, both versions of a conflict,
comments, its history and state on a past day, and everything sources disagree on. All work without a script."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response

from api.deps import Cursor, EntityId, StoreDep, Type, ViewerDep, officer_of
from api.edit_forms import changed, conflict_rows, form_fields
from api.officer import SignedDep
from api.pages import PER_PAGE, Page, PageDep
from api.posted import FieldsDep
from api.said_values import iso_day
from api.session import here
from api.units import named, property_label, worded
from api.versions import begun_on
from graph import edits, entities, voices
from graph.asked import BadRequest
from graph.edit_errors import BadEdit, VersionChanged
from graph.golden import WITHDRAWN
from graph.history import history
from graph.past import as_of
from graph.store import Store, Viewer
from graph.subgraph import entities as known_entities
from graph.today import a_day

router = APIRouter()


@router.get("/entities/{id}/edit")
def edit_form(page: PageDep, store: StoreDep, viewer: ViewerDep, id: EntityId) -> Response:
    known = entities.entity(store, viewer, id)
    if known["id"] != id:
        return RedirectResponse(f"/entities/{known['id']}/edit", 308)
    return _form(page, store, viewer, known)


@router.post("/entities/{id}/edit")
def save(page: PageDep, store: StoreDep, signed: SignedDep, id: EntityId, form: FieldsDep) -> Response:
    viewer = signed.viewer
    known = entities.entity(store, viewer, id)
    said, clear = changed(known["type"], form)
    try:
        if said or clear:
            edits.edit(store, viewer, id, said, clear, form.get("reason", ""), begun_on(form))
    except VersionChanged as refused:
        return signed.keep(_conflict(page, store, viewer, id, form, refused))
    except BadEdit as refused:
        return signed.keep(_form(page, store, viewer, known, form, refused))
    return signed.keep(page.go(f"/entities/{known['id']}"))


@router.post("/entities/{id}/retract")
def retract(page: PageDep, store: StoreDep, signed: SignedDep, id: EntityId, form: FieldsDep) -> Response:
    edits.retract(store, signed.viewer, id, form.get("property") or None, begun_on(form))
    return signed.keep(page.go(here(form.get("next", f"/entities/{id}/edit"))))


@router.post("/entities/{id}/unname")
def unname(page: PageDep, store: StoreDep, signed: SignedDep, id: EntityId, form: FieldsDep) -> Response:
    """One name more that it does not bear, whoever calls it so."""
    known = entities.entity(store, viewer := signed.viewer, id)
    gone = [*known["properties"].get(WITHDRAWN, ()), form.get("unname", "")]
    edits.edit(store, viewer, id, {WITHDRAWN: gone}, (), form.get("reason", ""), begun_on(form))
    return signed.keep(page.go(f"/entities/{known['id']}/edit"))


@router.post("/entities/{id}/close")
def close(page: PageDep, store: StoreDep, signed: SignedDep, id: EntityId, form: FieldsDep) -> Response:
    day = iso_day(form.get("day", "").strip()) or ""
    edits.close(store, signed.viewer, id, day, form.get("reason", ""), begun_on(form))
    return signed.keep(page.go(f"/entities/{id}"))


@router.post("/entities/{id}/comments")
def comment(page: PageDep, store: StoreDep, signed: SignedDep, id: EntityId, form: FieldsDep) -> Response:
    edits.comment(store, signed.viewer, id, form.get("text", ""))
    return signed.keep(page.go(f"/entities/{id}#comments"))


@router.post("/entities/{id}/comments/retract")
def retract_comment(page: PageDep, store: StoreDep, signed: SignedDep, id: EntityId, form: FieldsDep) -> Response:
    edits.retract(store, signed.viewer, id, form.get("comment", ""))
    return signed.keep(page.go(here(form.get("next") or f"/entities/{id}")))


@router.get("/entities/{id}/history")
def timeline(
    page: PageDep, store: StoreDep, viewer: ViewerDep, id: EntityId, cursor: Cursor = None,
    on: Annotated[str, Query(max_length=10)] = "",
) -> Response:  # fmt: skip
    known = entities.entity(store, viewer, id)
    day = iso_day(on.strip()) or ""
    told = history(store, viewer, known["id"], cursor or None, PER_PAGE)
    past = as_of(store, viewer, known["id"], day) if _is_day(day) else None
    labels = {
        c["name"]: property_label(known["type"], c["name"], page.lang) for m in told["items"] for c in m["changes"]
    }
    shown = [
        (property_label(known["type"], n, page.lang), worded(v, known["type"], n, page.lang))
        for n, v in (past["properties"].items() if past else ())
    ]
    ends = {
        end for m in told["items"] for ties in m["ties"].values() for t in ties for end in (t["source"], t["target"])
    } | {m[end] for m in told["items"] for end in ("home", "into") if m[end]}
    return page.show(
        "history.html", entity=known, labels=labels, past=past, shown=shown, on=on, wrong=bool(on) and not _is_day(day),
        names=_names(store, viewer, ends, page.lang), cursor=cursor or "", **told,
    )  # fmt: skip


@router.get("/disagreements")
def disagreements(
    page: PageDep, store: StoreDep, viewer: ViewerDep, cursor: Cursor = None, type: Type = None, ties: Cursor = None
) -> Response:
    """Those on records, then those on ties: `ties` is the cursor among these."""
    found = voices.disagreements(store, viewer, type, cursor or None, PER_PAGE)
    last = bool(ties) or not found["next"]
    on_ties = voices.tie_disagreements(store, viewer, type, ties or None, PER_PAGE) if last else None
    for it in found["items"]:
        it["label"] = property_label(it["entity"]["type"], it["property"], page.lang)
    return page.show("disagreements.html", cursor=cursor or "", on_ties=on_ties, ties=ties or "", **found)


def _form(
    page: Page, store: Store, viewer: Viewer, known: dict[str, Any], form: dict[str, str] | None = None,
    refused: BadEdit | None = None,
) -> Response:  # fmt: skip
    told = entities.claims(store, viewer, known["id"])
    faults = {f.name: f.message(page.lang) for f in refused.faults} if refused else {}
    answer = page.show(
        "edit.html", entity=known, fields=form_fields(known, told, form or {}, page.lang), faults=faults,
        reason=(form or {}).get("reason", ""), officer=officer_of(page.request),
        version=(form or {}).get("version") or known["version"],
        edited=any(v["edited"] for v in told["voices"].values()),
    )  # fmt: skip
    answer.status_code = 422 if refused else 200
    return answer


def _conflict(
    page: Page, store: Store, viewer: Viewer, id: str, form: dict[str, str], refused: VersionChanged
) -> Response:
    known = entities.entity(store, viewer, id)
    answer = page.show(
        "conflict.html", entity=known, rows=conflict_rows(known, form, page.lang), reason=form.get("reason", ""),
        version=refused.current["version"], said=refused.message(page.lang), remedy=refused.remedy(page.lang),
        last=refused.current["sources"], officer=viewer.user,
    )  # fmt: skip
    answer.status_code = 412
    return answer


def _names(store: Store, viewer: Viewer, ids: set[str], lang: str) -> dict[str, str]:
    return {id_: named(row, lang) for id_, row in known_entities(store, viewer, ids).items()}


def _is_day(day: str) -> bool:
    try:
        return bool(a_day(day))
    except BadRequest:
        return False

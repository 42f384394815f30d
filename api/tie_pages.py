"""The pages on which officers make, put right, end and comment on ties. All work without a script."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.deps import StoreDep, ViewerDep, officer_of
from api.edit_forms import SAID, WAS, again, refusal, written
from api.officer import SignedDep
from api.pages import Page, PageDep
from api.posted import FieldsDep
from api.routers.edits import TieId
from api.said_values import iso_day, understood
from api.versions import begun_on
from graph import edits, entities, tie_edits
from graph.asked import AskedError
from graph.edit_errors import VersionChanged
from graph.fields import tie_fields
from graph.model import ENTITIES, TIES, may_join
from viz.style import tie_heading, type_label

router = APIRouter()

_FIRST = ("title", "role", "since", "until", "note")


@router.get("/ties/new")
def new_tie(page: PageDep, store: StoreDep, viewer: ViewerDep, of: Annotated[str, Query(max_length=200)]) -> Response:
    return _new(page, entities.entity(store, viewer, of), {})


@router.post("/ties/new")
def make(page: PageDep, store: StoreDep, signed: SignedDep, form: FieldsDep) -> Response:
    known = entities.entity(store, signed.viewer, form.get("of", ""))
    way, _, type_ = form.get("type", "").partition(":")
    try:
        other = entities.find(store, signed.viewer, form.get("other", ""))
        source, target = (known["id"], other) if way == "out" else (other, known["id"])
        fields = {p.name for p in tie_fields(type_)} if type_ in TIES else set[str]()
        said = {n: v.strip() for n in _FIRST if n in fields and (v := form.get(SAID + n, "")).strip()}
        tie_edits.create_tie(store, signed.viewer, type_, source, target, understood(type_, said) if fields else {})
    except AskedError as refused:
        return signed.keep(_new(page, known, form, refusal(refused, type_, page.lang)))
    return signed.keep(page.go(f"/entities/{known['id']}"))


@router.get("/ties/{id}/edit")
def tie_form(page: PageDep, store: StoreDep, viewer: ViewerDep, id: TieId) -> Response:
    return _form(page, store, viewer, tie_edits.tie(store, viewer, id), {})


@router.post("/ties/{id}/edit")
def save(page: PageDep, store: StoreDep, signed: SignedDep, id: TieId, form: FieldsDep) -> Response:
    told = tie_edits.tie(store, signed.viewer, id)
    typed = {
        p.name: form[SAID + p.name].strip()
        for p in tie_fields(told["type"])
        if SAID + p.name in form and form[SAID + p.name].strip() != form.get(WAS + p.name, "").strip()
    }
    said, clear = (
        understood(told["type"], {n: v for n, v in typed.items() if v}),
        [n for n, v in typed.items() if not v],
    )
    try:
        if typed:
            tie_edits.edit_tie(store, signed.viewer, told["id"], said, clear, form.get("reason", ""), begun_on(form))
    except AskedError as refused:
        now = tie_edits.tie(store, signed.viewer, id)
        return signed.keep(_form(page, store, signed.viewer, now, form, refused))
    return signed.keep(page.go(f"/entities/{told['source']['id']}"))


@router.post("/ties/{id}/close")
def close(page: PageDep, store: StoreDep, signed: SignedDep, id: TieId, form: FieldsDep) -> Response:
    day = iso_day(form.get("day", "").strip()) or ""
    told = tie_edits.close_tie(store, signed.viewer, id, day, form.get("reason", ""), begun_on(form))
    return signed.keep(page.go(f"/entities/{told['source']['id']}"))


@router.post("/ties/{id}/retract")
def retract(page: PageDep, store: StoreDep, signed: SignedDep, id: TieId, form: FieldsDep) -> Response:
    told = tie_edits.tie(store, signed.viewer, id)
    tie_edits.retract_tie(store, signed.viewer, told["id"], begun_on(form))
    return signed.keep(page.go(f"/entities/{told['source']['id']}"))


@router.post("/ties/{id}/comments")
def comment(page: PageDep, store: StoreDep, signed: SignedDep, id: TieId, form: FieldsDep) -> Response:
    told = tie_edits.tie(store, signed.viewer, id)
    edits.comment(store, signed.viewer, told["source"]["id"], form.get("text", ""), told["id"])
    return signed.keep(page.go(f"/ties/{told['id']}/edit"))


def _form(
    page: Page, store: StoreDep, viewer: ViewerDep, told: dict[str, Any], form: dict[str, str],
    refused: AskedError | None = None,
) -> Response:  # fmt: skip
    both = isinstance(refused, VersionChanged)
    if not both:
        told |= {"version": form.get("version") or told["version"]}
    ends = [told[end]["id"] for end in ("source", "target")]
    noted = [one | {"end": end} for end in ends for one in entities.claims(store, viewer, end)["comments"]]
    fields = [
        {
            "name": p.name, "label": p.vi if page.lang == "vi" else p.en, "kind": p.kind,
            **again(form, p.name, written(p, told["properties"].get(p.name), page.lang), seen=both),
        }
        for p in tie_fields(told["type"])
    ]  # fmt: skip
    answer = page.show(
        "tie.html", tie=told, fields=fields, officer=officer_of(page.request), reason=form.get("reason", ""),
        problem=refusal(refused, told["type"], page.lang) if refused else "",
        both=both, edited=any(s["source"].startswith("officer:") for s in told["said"]),
        comments=[one for one in noted if one["tie"] == told["id"]],
    )  # fmt: skip
    answer.status_code = refused.status if refused else 200
    return answer


def _new(page: Page, known: dict[str, Any], form: dict[str, str], problem: str = "") -> Response:
    kinds = [
        (f"{way}:{name}", tie_heading(name, way, page.lang))
        for name in TIES
        for way in ("out", "in")
        if any(may_join(name, *((known["type"], t) if way == "out" else (t, known["type"]))) for t in ENTITIES)
        and (way == "out" or not TIES[name].symmetric)
    ]
    answer = page.show(
        "tie_new.html", entity=known, kinds=sorted(kinds, key=lambda kind: kind[1]), problem=problem,
        officer=officer_of(page.request), form={n: form.get(n, "") for n in ("type", "other", *(SAID + f for f in _FIRST))},
        kind_of=type_label(known["type"], page.lang),
    )  # fmt: skip
    answer.status_code = 422 if problem else 200
    return answer

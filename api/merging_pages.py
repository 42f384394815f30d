"""The pages on which an officer merges another record of one partner into this one, and takes out again what was merged."""

from fastapi import APIRouter
from fastapi.responses import Response

from api.deps import EntityId, StoreDep, ViewerDep, officer_of
from api.officer import SignedDep
from api.pages import Page, PageDep
from api.posted import FieldsDep
from graph import entities
from graph.asked import AskedError, Ref
from graph.merging import JudgedDifferent, merge, unmerge
from graph.store import Store, Viewer

router = APIRouter()


@router.get("/entities/{id}/merge")
def other_record(page: PageDep, store: StoreDep, viewer: ViewerDep, id: EntityId) -> Response:
    return _form(page, entities.entity(store, viewer, id), {})


@router.post("/entities/{id}/merge")
def join(page: PageDep, store: StoreDep, signed: SignedDep, id: EntityId, form: FieldsDep) -> Response:
    known = entities.entity(store, signed.viewer, id)
    try:
        _merge(store, signed.viewer, known["id"], form)
    except AskedError as refused:
        return signed.keep(_form(page, known, form, refused))
    return signed.keep(page.go(f"/entities/{known['id']}"))


@router.post("/entities/{id}/unmerge")
def separate(page: PageDep, store: StoreDep, signed: SignedDep, id: EntityId, form: FieldsDep) -> Response:
    unmerge(store, signed.viewer, id, form.get("reason", "").strip())
    return signed.keep(page.go(f"/entities/{id}"))


def _merge(store: Store, viewer: Viewer, keep: str, form: dict[str, str]) -> None:
    absorb = entities.find(store, viewer, form.get("other", ""))
    merge(store, viewer, keep, absorb, form.get("reason", "").strip()[:1000], anyway=form.get("anyway") == "on")


def _form(page: Page, known: Ref, form: dict[str, str], refused: AskedError | None = None) -> Response:
    sure = isinstance(refused, JudgedDifferent)
    words = [refused.message(page.lang), *([] if sure else [refused.remedy(page.lang)])] if refused else []
    answer = page.show(
        "merge.html", entity=known, form={n: form.get(n, "") for n in ("other", "reason")}, problem=" ".join(words),
        choices=getattr(refused, "choices", None) or [], sure=sure, officer=officer_of(page.request),
    )  # fmt: skip
    answer.status_code = refused.status if refused else 200
    return answer

"""The form on a partner's page that takes out again what was merged into it."""

from fastapi import APIRouter
from fastapi.responses import Response

from api.deps import EntityId, StoreDep, ViewerDep
from api.pages import PageDep
from api.posted import FieldsDep
from graph.merging import unmerge

router = APIRouter()


@router.post("/entities/{id}/unmerge")
def separate(page: PageDep, store: StoreDep, viewer: ViewerDep, id: EntityId, form: FieldsDep) -> Response:
    unmerge(store, viewer, id, form.get("reason", "").strip())
    return page.go(f"/entities/{id}")

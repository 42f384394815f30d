"""Two records of one partner made one, and apart again."""

from typing import Any

from fastapi import APIRouter

from api.deps import EntityId, StoreDep, ViewerDep
from api.merging_shapes import Absorb, Merged, Unmerged
from api.proposal_shapes import Why
from graph import merging

router = APIRouter(prefix="/entities", tags=["entities"])


@router.post("/{id}/merge", response_model=Merged, summary="Merge another record into it")
def merge(store: StoreDep, viewer: ViewerDep, id: EntityId, asked: Absorb) -> Any:
    """One partner once: the other's records, ties and names become this one's, and its id is answered by this one."""
    return merging.merge(store, viewer, id, asked.absorb, asked.reason, anyway=asked.anyway).as_json()


@router.post("/{id}/unmerge", response_model=Unmerged, summary="Take it out of what it was merged into")
def unmerge(store: StoreDep, viewer: ViewerDep, id: EntityId, why: Why | None = None) -> Any:
    """Exactly what came with it goes back to it, and what was said of it since; the two are never joined by themselves."""
    return merging.unmerge(store, viewer, id, why.reason if why else "").as_json()

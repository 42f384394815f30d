"""How much the graph holds."""

from typing import Any

from fastapi import APIRouter

from api.answers import Counts
from api.deps import StoreDep, ViewerDep
from graph.counts import counts

router = APIRouter(tags=["counts"])


@router.get("/counts", response_model=Counts, summary="Counts")
def how_much(store: StoreDep, viewer: ViewerDep) -> Any:
    """Entities and ties by type, claims and sources, and how much of it can be traced to a source record."""
    return counts(store, viewer)

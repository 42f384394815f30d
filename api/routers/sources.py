"""Where what we hold comes from."""

from typing import Any

from fastapi import APIRouter

from api.answers import SourceInfo
from api.deps import StoreDep, ViewerDep
from api.shapes import List
from graph import counts

router = APIRouter(tags=["sources"])


@router.get("/sources", response_model=List[SourceInfo], summary="Sources")
def sources(store: StoreDep, viewer: ViewerDep) -> Any:
    """The sources in the graph: who publishes them, on what terms, how many records, when last loaded."""
    found = counts.sources(store, viewer)
    return {"items": found, "total": len(found), "next": None}

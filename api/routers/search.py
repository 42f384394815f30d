"""Finding by name."""

from typing import Any

from fastapi import APIRouter

from api.deps import Limit, StoreDep, Type, ViewerDep, Words
from api.shapes import Hit, List
from graph.search import search

router = APIRouter(tags=["search"])


@router.get("/search", response_model=List[Hit], summary="Search")
def search_names(store: StoreDep, viewer: ViewerDep, q: Words, type: Type = None, limit: Limit = 20) -> Any:
    """Entities by any of their names: accents, case, word gaps and abbreviations do not matter; the best hit first."""
    return search(store, viewer, q, type, limit)

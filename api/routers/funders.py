"""The planner's question: who funds this sector in this place."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.answers import Funders
from api.deps import Day, StoreDep, ViewerDep
from graph.funders import funders

router = APIRouter(tags=["funders"])


@router.get("/funders", response_model=Funders, summary="Funders of a sector in a place")
def who_funds(
    store: StoreDep, viewer: ViewerDep, on: Day = None,
    sector: Annotated[str | None, Query(max_length=200, description="code, id or words", examples=["health"])] = None,
    place: Annotated[str | None, Query(max_length=200, description="id or words", examples=["Hải Phòng"])] = None,
    ngo_only: Annotated[bool, Query(description="foreign NGOs only")] = False,
) -> Any:  # fmt: skip
    """Funders, not implementers: of a sector with its children, in a place with what it absorbed, on a day or in any period."""
    found = funders(store, viewer, sector, place, on, ngo_only)
    return {"items": found.pop("rows"), "next": None} | found

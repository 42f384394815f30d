"""A delegation's brief about a country, a city or a province."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.brief_shapes import Brief
from api.deps import Day, StoreDep, ViewerDep
from graph.briefs import brief

router = APIRouter(tags=["briefs"])


@router.get("/briefs", response_model=Brief, summary="A delegation's brief about a place")
def about(
    store: StoreDep, viewer: ViewerDep,
    place: Annotated[str, Query(max_length=200, description="where it goes or comes from: id or words", examples=["Kitakyushu"])],
    on: Day = None,
    province: Annotated[str | None, Query(max_length=200, description="whose brief; AMITY_PROVINCE by default")] = None,
) -> Any:  # fmt: skip
    """Whom to meet, open needs that match, history, contacts, licences and what is ahead; as Word or page: `/brief`."""
    return brief(store, viewer, place, on, province)

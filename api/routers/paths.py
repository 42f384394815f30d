"""How two entities are connected."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.answers import Paths
from api.deps import StoreDep, ViewerDep
from graph.entities import find
from graph.paths import paths

router = APIRouter(tags=["paths"])


@router.get("/paths", response_model=Paths, summary="Paths between two entities")
def between(
    store: StoreDep, viewer: ViewerDep,
    from_: Annotated[str, Query(alias="from", max_length=300, description="an id, or a name of exactly one entity", examples=["Orbis"])],
    to: Annotated[str, Query(max_length=300, description="an id, or a name of exactly one entity", examples=["Hải Phòng"])],
    limit: Annotated[int, Query(ge=1, le=20)] = 5,
) -> Any:  # fmt: skip
    """The shortest ways from one to the other through people, organisations, agreements, delegations, events and aid items."""
    return paths(store, viewer, find(store, viewer, from_), find(store, viewer, to), limit)

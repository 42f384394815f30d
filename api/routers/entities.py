"""One entity: what is believed, who says so, what it is tied to, and its network in three formats."""

from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Response

from api.answers import Graph
from api.deps import Cursor, Day, EntityId, Limit, StoreDep, Tie, Ties, Type, Types, ViewerDep
from api.history_answers import History, Past
from api.shapes import Claims, Entity, EntityRow, List, TieGroup
from api.versions import tagged
from graph import entities
from graph.exports import graph_json, graphml, vcards
from graph.history import history as history_of
from graph.network import network
from graph.past import as_of
from viz.layout import placed

router = APIRouter(prefix="/entities", tags=["entities"])

_MEDIA = {"graphml": ("application/graphml+xml", "graphml"), "vcard": ("text/vcard; charset=utf-8", "vcf")}
_FORMATS: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            "application/graphml+xml": {"schema": {"type": "string"}},
            "text/vcard": {"schema": {"type": "string"}},
        }
    }
}


@router.get("", response_model=List[EntityRow], summary="List entities")
def entity_list(
    store: StoreDep, viewer: ViewerDep, type: Type = None, q: Annotated[str | None, Query(max_length=300)] = None,
    cursor: Cursor = None, limit: Limit = 50,
) -> Any:  # fmt: skip
    """Everything on record, a page at a time; `q` narrows to names that hold these words."""
    return entities.listing(store, viewer, type, q, cursor, limit)


@router.get("/{id}", response_model=Entity, summary="One entity")
def entity(store: StoreDep, viewer: ViewerDep, id: EntityId, response: Response) -> Any:
    """The golden record of one entity, with every source record behind it. Its ETag is what a change is made on."""
    told = entities.entity(store, viewer, id)
    tagged(response, told["version"])
    return told


@router.get("/{id}/neighbours", response_model=List[TieGroup], summary="Its ties")
def neighbours(
    store: StoreDep, viewer: ViewerDep, id: EntityId, tie: Tie = None, type: Type = None, limit: Limit = 50
) -> Any:
    """What it is tied to, by tie type and direction; `limit` is for each group, `total` says how many there are."""
    groups = entities.neighbours(store, viewer, id, tie, type, limit)
    return {"items": groups, "total": len(groups), "next": None}


@router.get("/{id}/network", response_model=Graph, responses=_FORMATS, summary="Its network")
def around(
    store: StoreDep, viewer: ViewerDep, id: EntityId, tie: Ties = (), type: Types = (), on: Day = None,
    hops: Annotated[int, Query(ge=1, le=3, description="how far from the entity")] = 1,
    limit: Annotated[int, Query(ge=1, le=1500, description="at most so many nodes")] = 60,
    format: Annotated[Literal["json", "graphml", "vcard"], Query(description="graphml for Gephi and the like; vcard: its people")] = "json",
) -> Any:  # fmt: skip
    """The network around an entity, laid out for a map, or as a file for another tool."""
    graph = network(store, viewer, id, hops, tie, type, on, limit)
    if format == "json":
        return placed(graph_json(graph))
    media, ending = _MEDIA[format]
    written = graphml(graph) if format == "graphml" else vcards(graph)
    return Response(
        written, media_type=media, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(id)}.{ending}"}
    )


@router.get("/{id}/claims", response_model=Claims, summary="Who says so")
def claims(store: StoreDep, viewer: ViewerDep, id: EntityId) -> Any:
    """Every record of every source about it, as it was said, and where they disagree."""
    return entities.claims(store, viewer, id)


@router.get("/{id}/history", response_model=History, summary="Its history")
def history(store: StoreDep, viewer: ViewerDep, id: EntityId, cursor: Cursor = None, limit: Limit = 50) -> Any:
    """When which source said, changed or no longer said what about it, and what it was merged with, the latest first."""
    return history_of(store, viewer, id, cursor, limit)


@router.get("/{id}/history/{on}", response_model=Past, summary="What was believed of it then")
def past(
    store: StoreDep, viewer: ViewerDep, id: EntityId,
    on: Annotated[str, Path(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="a day, month or year (ISO): its end")],
) -> Any:  # fmt: skip
    """What the sources had told us of it and its ties by then (a day in Viet Nam), laid together as it was; what was merged
    counts as it was merged then."""
    return as_of(store, viewer, id, on)

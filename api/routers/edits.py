"""Officers write: entities and ties made, put right, closed, commented on, and every edit taken back."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from api.deps import Cursor, EntityId, Limit, StoreDep, Type, ViewerDep
from api.edit_shapes import (
    CloseAsked,
    Comment,
    CommentAsked,
    CreateAsked,
    Disagreement,
    EditAsked,
    TieAsked,
    TieDisagreement,
    TieInfo,
)
from api.said_values import iso_day, understood
from api.shapes import Entity, List
from api.versions import VersionDep, tagged
from graph import edits, entities, tie_edits, voices
from graph.asked import UnknownWord
from graph.model import ENTITIES, TIES

router = APIRouter(tags=["edits"])

TieId = Annotated[
    str, Path(max_length=500, description="`source~TYPE~target`, or the id of a report of it", examples=["a~KNOWS~b"])
]


@router.post("/entities", status_code=201, response_model=Entity, summary="Make an entity")
def create(store: StoreDep, viewer: ViewerDep, asked: CreateAsked, response: Response) -> Any:
    """409 with what there is where one of the same type and name, or with the same key, is on record."""
    if asked.type not in ENTITIES:
        raise UnknownWord(asked.type, "type")
    said = understood(asked.type, asked.set)
    made = edits.create(store, viewer, asked.type, asked.name, said, asked.reason, asked.anyway, asked.token)
    tagged(response, made["version"])
    return made


@router.patch("/entities/{id}", response_model=Entity, summary="Put an entity right")
def edit(
    store: StoreDep, viewer: ViewerDep, id: EntityId, asked: EditAsked, version: VersionDep, response: Response
) -> Any:
    """What is set outranks every list and outlives its next load. 412 with both versions where it was changed meanwhile."""
    said = understood(entities.entity(store, viewer, id)["type"], asked.set)
    told = edits.edit(store, viewer, id, said, asked.clear, asked.reason, version)
    tagged(response, told["version"])
    return told


@router.post("/entities/{id}/close", response_model=Entity, summary="Close an entity")
def close(
    store: StoreDep, viewer: ViewerDep, id: EntityId, asked: CloseAsked, version: VersionDep, response: Response
) -> Any:
    """It ended on a day; taking back the edit `closed` opens it again."""
    told = edits.close(store, viewer, id, iso_day(asked.day) or "", asked.reason, version)
    tagged(response, told["version"])
    return told


@router.delete("/entities/{id}/edits", response_model=Entity, summary="Take all edits back")
def retract_all(store: StoreDep, viewer: ViewerDep, id: EntityId, version: VersionDep, response: Response) -> Any:
    """What the lists say counts again; what was edited stays in the history."""
    told = edits.retract(store, viewer, id, None, version)
    tagged(response, told["version"])
    return told


@router.delete("/entities/{id}/edits/{property}", response_model=Entity, summary="Take an edit back")
def retract(
    store: StoreDep, viewer: ViewerDep, id: EntityId, property: Annotated[str, Path(max_length=60)], version: VersionDep,
    response: Response,
) -> Any:  # fmt: skip
    """What the lists say of this property counts again; `closed` opens what was closed."""
    told = edits.retract(store, viewer, id, property, version)
    tagged(response, told["version"])
    return told


@router.get("/entities/{id}/comments", response_model=List[Comment], summary="Its comments")
def comments(store: StoreDep, viewer: ViewerDep, id: EntityId) -> Any:
    """What officers noted about it or its ties, the latest first."""
    noted = entities.claims(store, viewer, id)["comments"]
    return {"items": noted, "total": len(noted), "next": None}


@router.post("/entities/{id}/comments", status_code=201, response_model=Comment, summary="Comment")
def comment(store: StoreDep, viewer: ViewerDep, id: EntityId, asked: CommentAsked) -> Any:
    """A note with its author and moment, on the entity or on one of its ties; changes no version."""
    return edits.comment(store, viewer, id, asked.text, asked.tie)


@router.delete("/entities/{id}/comments/{comment:path}", response_model=List[Comment], summary="Take a comment back")
def retract_comment(
    store: StoreDep, viewer: ViewerDep, id: EntityId, comment: Annotated[str, Path(max_length=400)]
) -> Any:
    """What is left of its comments; the one taken back stays in the history. 404 where it stands no more."""
    edits.retract(store, viewer, id, comment)
    return comments(store, viewer, id)


@router.post("/ties", status_code=201, response_model=TieInfo, summary="Tie two entities")
def create_tie(store: StoreDep, viewer: ViewerDep, asked: TieAsked, response: Response) -> Any:
    """409 where the tie is on record."""
    if asked.type not in TIES:
        raise UnknownWord(asked.type, "tie")
    source, target = (entities.find(store, viewer, end) for end in (asked.source, asked.target))
    made = tie_edits.create_tie(
        store, viewer, asked.type, source, target, understood(asked.type, asked.set), asked.reason
    )
    tagged(response, made["version"])
    return made


@router.get("/ties/{id}", response_model=TieInfo, summary="One tie")
def tie(store: StoreDep, viewer: ViewerDep, id: TieId, response: Response) -> Any:
    """A tie as believed, and what each source says of it."""
    told = tie_edits.tie(store, viewer, id)
    tagged(response, told["version"])
    return told


@router.patch("/ties/{id}", response_model=TieInfo, summary="Put a tie right")
def edit_tie(
    store: StoreDep, viewer: ViewerDep, id: TieId, asked: EditAsked, version: VersionDep, response: Response
) -> Any:
    """What is set outranks what the lists say of it."""
    known = tie_edits.tie(store, viewer, id)
    said = understood(known["type"], asked.set)
    told = tie_edits.edit_tie(store, viewer, known["id"], said, asked.clear, asked.reason, version)
    tagged(response, told["version"])
    return told


@router.post("/ties/{id}/close", response_model=TieInfo, summary="End a tie")
def close_tie(
    store: StoreDep, viewer: ViewerDep, id: TieId, asked: CloseAsked, version: VersionDep, response: Response
) -> Any:
    """It ended on a day."""
    told = tie_edits.close_tie(store, viewer, id, iso_day(asked.day) or "", asked.reason, version)
    tagged(response, told["version"])
    return told


@router.delete("/ties/{id}/edits", response_model=TieInfo | None, summary="Take edits of a tie back")
def retract_tie(store: StoreDep, viewer: ViewerDep, id: TieId, version: VersionDep) -> Any:
    """What the lists say of it counts again; null where no list holds it."""
    return tie_edits.retract_tie(store, viewer, id, version)


@router.get("/disagreements", response_model=List[Disagreement], summary="What sources disagree on")
def disagreements(
    store: StoreDep, viewer: ViewerDep, type: Type = None, cursor: Cursor = None, limit: Limit = 50
) -> Any:
    """Every property on which open records contradict each other, the believed value first; `limit` entities a page."""
    return voices.disagreements(store, viewer, type, cursor, limit)


@router.get("/disagreements/ties", response_model=List[TieDisagreement], summary="What sources disagree on, of ties")
def tie_disagreements(
    store: StoreDep, viewer: ViewerDep, type: Type = None, cursor: Cursor = None, limit: Limit = 50
) -> Any:
    """Every property of a tie on which its reports contradict each other, by where the tie begins; `type` is that of either
    end. A page may hold fewer than `limit` ties, or none, and still have a `next`."""
    return voices.tie_disagreements(store, viewer, type, cursor, limit)

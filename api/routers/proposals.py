"""Figures that documents report, and an officer's word on each."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from api.deps import StoreDep, ViewerDep
from api.proposal_shapes import Accepted, Amended, Proposal, Why
from api.shapes import List
from graph import proposals

router = APIRouter(prefix="/proposals", tags=["documents"])

FigureId = Annotated[str, Path(max_length=100, description="a figure's id", examples=["figure-86d8b4372875eab0"])]


@router.get("", response_model=List[Proposal], summary="Figures that documents report")
def proposal_list(
    store: StoreDep, viewer: ViewerDep,
    document: Annotated[str | None, Query(max_length=300, description="only of this document: id or name")] = None,
    open: Annotated[bool, Query(description="only those nobody has decided about")] = False,
) -> Any:  # fmt: skip
    """Every figure with its sentence, and what was decided about it."""
    found = proposals.proposals(store, viewer, document, open)
    return {"items": found, "total": len(found), "next": None}


@router.post("/{id}/accept", response_model=Accepted, summary="Accept a figure")
def accept(store: StoreDep, viewer: ViewerDep, id: FigureId, amended: Amended | None = None) -> Any:
    """Make it a Statistic, as read or put right; a second time changes nothing."""
    said = (amended or Amended()).model_dump()
    return proposals.accept(store, viewer, id, proposals.Changes(**said))


@router.post("/{id}/reject", response_model=Proposal, summary="Reject a figure")
def reject(store: StoreDep, viewer: ViewerDep, id: FigureId, why: Why | None = None) -> Any:
    """Put it aside for good; what was accepted of it before is withdrawn."""
    return proposals.reject(store, viewer, id, why.reason if why else "")

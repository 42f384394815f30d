"""Reports that are worked out beside an answer: how far they are, and an end to them."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path

from api.deps import ReportsDep
from api.shapes import Shape

router = APIRouter(prefix="/reports", tags=["analyses"])

ReportId = Annotated[str, Path(max_length=40, description="a report's id", examples=["0123456789abcdef"])]


class ReportInfo(Shape):
    """`done` of `of` steps; `answer` is the address that answers at once when the state is done."""

    id: str
    state: Literal["working", "done", "stopped", "failed"]
    done: int
    of: int
    answer: str


@router.get("/{id}", response_model=ReportInfo, summary="How far a report is")
def report(reports: ReportsDep, id: ReportId) -> Any:
    """Begun by asking for findings or an analysis with `Prefer: respond-async`, where that takes more than a moment."""
    return reports.get(id).as_json()


@router.delete("/{id}", response_model=ReportInfo, summary="Stop a report")
def stop(reports: ReportsDep, id: ReportId) -> Any:
    """It ends within moments; what it had worked out by then is kept for the next who asks."""
    return reports.stop(id).as_json()

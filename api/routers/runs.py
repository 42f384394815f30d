"""The loads of lists, and the rows they could not use."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.answers import RunInfo, RunReport
from api.deps import Cursor, LangDep, Limit, StoreDep, ViewerDep
from api.history_answers import Reverted
from api.shapes import List
from graph import runs
from ingest.revert import revert

router = APIRouter(prefix="/runs", tags=["sources"])


@router.get("", response_model=List[RunInfo], summary="Loads")
def loads(store: StoreDep, viewer: ViewerDep, cursor: Cursor = None, limit: Limit = 50) -> Any:
    """Every load of a list, the latest first."""
    return runs.runs(store, viewer, cursor, limit)


@router.get("/{id}", response_model=RunReport, summary="One load")
def load(store: StoreDep, viewer: ViewerDep, lang: LangDep, id: str) -> Any:
    """One load with the rows that wait to be mended, and what else an officer should know of it."""
    errors, notes = (told(store, viewer, id, lang) for told in (runs.quarantine, runs.notes))
    return {**runs.run(store, viewer, id), "errors": errors, "notes": notes}


@router.post("/{id}/revert", response_model=Reverted, summary="Take back a load")
def take_back(
    store: StoreDep, id: str, dry_run: Annotated[bool, Query(description="only say what would become of it")] = False
) -> Any:
    """Take back exactly what one load said; what later loads still hold stays, and is counted. A revert that was cut
    off goes on where it stopped; a second one is refused (409)."""
    return revert(store, id, dry_run).as_json()

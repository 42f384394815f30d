"""The loads of lists, and the rows they could not use."""

from typing import Any

from fastapi import APIRouter

from api.answers import RunInfo, RunReport
from api.deps import Cursor, LangDep, Limit, StoreDep, ViewerDep
from api.shapes import List
from graph import runs

router = APIRouter(prefix="/runs", tags=["sources"])


@router.get("", response_model=List[RunInfo], summary="Loads")
def loads(store: StoreDep, viewer: ViewerDep, cursor: Cursor = None, limit: Limit = 50) -> Any:
    """Every load of a list, the latest first."""
    return runs.runs(store, viewer, cursor, limit)


@router.get("/{id}", response_model=RunReport, summary="One load")
def load(store: StoreDep, viewer: ViewerDep, lang: LangDep, id: str) -> Any:
    """One load with the rows that wait to be mended."""
    return {**runs.run(store, viewer, id), "errors": runs.quarantine(store, viewer, id, lang)}

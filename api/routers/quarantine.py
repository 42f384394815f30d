"""The rows that wait to be mended: listed, exported for a spreadsheet, tried again."""

from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Response

from api.deps import Cursor, LangDep, Limit, SettingsDep, StoreDep, ViewerDep
from api.quarantine_answers import LoadReport, RetryAsked, WaitingRows
from graph import runs
from ingest.export import as_csv, sheets
from ingest.export_xlsx import as_xlsx
from ingest.mapping.folder import folder_of
from ingest.quarantine import waiting
from ingest.retry import retry
from ingest.run import Options

router = APIRouter(prefix="/quarantine", tags=["sources"])

RunId = Annotated[str | None, Query(max_length=200, description="only the rows of this load")]
_MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {media: {"schema": {"type": "string", "format": "binary"}} for media in _MEDIA.values()}}
}


@router.get("", response_model=WaitingRows, summary="Rows that wait")
def waiting_rows(
    store: StoreDep, viewer: ViewerDep, lang: LangDep, run: RunId = None,
    source: Annotated[str | None, Query(max_length=100, description="only the rows of this source")] = None,
    cursor: Cursor = None, limit: Limit = 50,
) -> Any:  # fmt: skip
    """The rows that could not be used, each with everything that is wrong with it; how many wait in each list."""
    return runs.waiting(store, viewer, lang, run, source, cursor, limit)


@router.get("/export", response_class=Response, responses=_FILES, summary="Rows that wait, as a table")
def export(
    store: StoreDep, viewer: ViewerDep, lang: LangDep, run: RunId = None,
    format: Annotated[Literal["xlsx", "csv"], Query(description="xlsx marks the faulty cells")] = "xlsx",
) -> Response:  # fmt: skip
    """The original tables with one column that says what to mend and one that leads each row back; made to be corrected."""
    tables = sheets(waiting(store, viewer, run), lang)
    name = f"can-sua-{tables[0].title}" if len(tables) == 1 else "can-sua"
    return Response(
        as_xlsx(tables) if format == "xlsx" else as_csv(tables), media_type=_MEDIA[format],
        headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}.{format}"},
    )  # fmt: skip


@router.post("/retry", response_model=LoadReport, summary="Try rows again")
def try_again(store: StoreDep, settings: SettingsDep, lang: LangDep, asked: RetryAsked) -> Any:
    """Try the rows that wait as they are, of one load or of all: after reference data, names or other lists have changed."""
    report = retry(store, asked.run, options=Options(mappings=folder_of(settings)), answers=asked.answers)
    return report.as_json("vi" if lang == "vi" else "en")

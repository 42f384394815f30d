"""The pages on which files are sent, looked at, corrected, rehearsed, loaded and taken back. They work without a script."""

from functools import partial
from typing import Annotated, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.deps import JobsDep, SettingsDep, StoreDep, ViewerDep
from api.file_seen import Asked, list_titles, meanings, preview
from api.pages import Page, PageDep
from api.posted import FieldsDep, FilesDep
from api.routers.uploads import UploadId
from api.uploaded import moment, title, upload_shape
from graph import runs
from graph.store import Store, Viewer
from ingest.files import readable
from ingest.mapping.correction import ColumnsUnclear
from ingest.mapping.folder import folder_of
from ingest.mapping.model import list_names
from ingest.mapping.said import Place
from ingest.retry import retry
from ingest.revert import revert
from ingest.run import Options
from ingest.source import FileSource
from ingest.upload import Upload

router = APIRouter()

COUNTED = 20_000
"""Records of a load up to which it is said beforehand what taking it back would come to."""
RunId = Annotated[str, Query(max_length=200)]
Cursor = Annotated[str, Query(pattern=r"^\d{0,6}$")]


@router.post("/uploads")
def send(page: PageDep, jobs: JobsDep, files: FilesDep) -> Response:
    return _to(page, jobs.keep(files).id)


@router.get("/uploads/{id}")
def upload(
    page: PageDep, jobs: JobsDep, store: StoreDep, viewer: ViewerDep, settings: SettingsDep, id: UploadId,
    cursor: Cursor = "", saved: Annotated[Literal["", "yes", "none", "missing"], Query()] = "",
    file: Annotated[str, Query(max_length=300)] = "", sheet: Annotated[str, Query(max_length=100)] = "",
    row: Annotated[int, Query(ge=0)] = 0, as_: Annotated[str, Query(alias="as", max_length=60)] = "",
) -> Response:  # fmt: skip
    """`file`, `sheet` and `row` (of its headings) name a table whose columns are to be seen `as` those of a list."""
    found = jobs.get(id)
    asked = Asked(file, sheet or None, row, as_) if as_ in list_names() else None
    seen = None if found.busy else preview(jobs, found, page.lang, cursor, asked)
    loaded = found.state == "loaded"
    return page.show(
        "upload.html", upload=upload_shape(found, page.lang), when=moment(found.sent),
        loaded=moment(found.loaded) if found.loaded else None, preview=seen, open=not loaded or bool(saved or asked) or _waits(found),
        lists=_sources(page.lang, False), tables=list_titles(page.lang), formats=_sources(page.lang, True), meanings=partial(meanings, lang=page.lang),
        limit=settings.upload_mb, saved=saved, cursor=cursor, reverted=_reverted(store, viewer, found),
    )  # fmt: skip


@router.post("/uploads/{id}/source")
def choose(page: PageDep, jobs: JobsDep, id: UploadId, form: FieldsDep) -> Response:
    jobs.choose(id, {form.get("file", ""): form.get("source", "")})
    return _to(page, id)


@router.post("/uploads/{id}/columns")
def correct(page: PageDep, jobs: JobsDep, id: UploadId, form: FieldsDep) -> Response:
    """What each column of a table means: `heading-N` and `field-N`, without which the words of the list tell it; or the
    saved mapping is to be forgotten."""
    columns: dict[str, str | None] = {}
    for name, heading in form.items():
        if name.startswith("heading-"):
            columns.setdefault(heading, form.get(name.replace("heading", "field")))
    if form.get("forget"):
        jobs.forget(id, form.get("mapping", ""))
        return _to(page, id)
    list_ = form.get("list", "")
    place = Place(form.get("file", ""), form.get("sheet", ""), (form.get("above", ""),))
    try:
        jobs.correct(id, list_, form.get("mapping", ""), columns, place, bool(form.get("alone")))
    except ColumnsUnclear as unclear:
        if None not in columns.values():
            return _to(page, id, f"?saved={unclear.why}")
        table = {"file": place.file, "sheet": place.sheet, "row": form.get("row", "0"), "as": list_}
        return _to(page, id, f"?{urlencode(table)}")
    return _to(page, id, "?saved=yes")


@router.post("/uploads/{id}/rehearse")
def rehearse(page: PageDep, jobs: JobsDep, id: UploadId) -> Response:
    jobs.start(id, dry_run=True)
    return _to(page, id)


@router.post("/uploads/{id}/load")
def load(page: PageDep, jobs: JobsDep, id: UploadId, form: FieldsDep) -> Response:
    jobs.start(id, dry_run=False, accept_fall=bool(form.get("accept_fall")))
    return _to(page, id)


@router.get("/lists/revert")
def ask_revert(page: PageDep, store: StoreDep, viewer: ViewerDep, run: RunId) -> Response:
    """What taking a load back would come to, counted where it is not too large."""
    found = runs.run(store, viewer, run)
    came = revert(store, run, dry_run=True).as_json() if found["read"] <= COUNTED else None
    waiting = len({(fault["sheet"], fault["row"]) for fault in runs.quarantine(store, viewer, run, page.lang)})
    return page.show("revert.html", run=found, came=came, waiting=waiting, title=title(found["source"], page.lang))


@router.post("/lists/revert")
def take_back(page: PageDep, store: StoreDep, form: FieldsDep) -> Response:
    taken = revert(store, form.get("run", ""))
    return page.go(f"/lists/runs/{quote(taken.run)}")


@router.post("/lists/answer")
def answer(page: PageDep, store: StoreDep, settings: SettingsDep, form: FieldsDep) -> Response:
    """Read a value as what it means in all rows of a load that wait for it, and in later loads."""
    run, said, meant = (form.get(name, "").strip() for name in ("run", "value", "meant"))
    refused = False
    if said and meant:
        report = retry(store, run, options=Options(mappings=folder_of(settings)), answers={said: meant})
        refused = any(note.code == "answer-refused" for done in report.runs for note in done.notes)
    return page.go(f"/lists/runs/{quote(run)}{'?' + urlencode({'refused': meant}) if refused else ''}")


@router.post("/uploads/{id}/remove")
def remove(page: PageDep, jobs: JobsDep, id: UploadId) -> Response:
    jobs.shelf.remove(jobs.idle(id).id)
    return page.go("/lists")


def _waits(upload: Upload) -> bool:
    """Whether tables of it wait until somebody says what list they are."""
    return bool(upload.report and any(run.untold for run in upload.report.runs))


def _reverted(store: Store, viewer: Viewer, upload: Upload) -> dict[str, str]:
    """Which runs of a report were taken back since, and when."""
    found = [run.run for run in upload.report.runs if run.run] if upload.report else []
    told = runs.kept(store, viewer, found)
    return {run["id"]: run["reverted"] for run in told.values() if run.get("reverted")}


def _to(page: Page, id: str, part: str = "") -> Response:
    return page.go(f"/uploads/{id}{part}")


def _sources(lang: str, formats: bool) -> list[dict[str, str]]:
    """What a file may be read as, by title."""
    found = {name: one.title[lang] for name, one in readable().items() if isinstance(one, FileSource) == formats}
    return [{"name": name, "title": title} for name, title in sorted(found.items(), key=lambda pair: pair[1])]

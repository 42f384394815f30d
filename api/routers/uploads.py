"""Files sent to be loaded: looked at, rehearsed, loaded beside the page, reported."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from api.deps import Cursor, JobsDep, LangDep
from api.file_seen import preview
from api.posted import FilesDep
from api.shapes import List
from api.upload_answers import LoadAsked, Preview, UploadInfo
from api.uploaded import upload_shape

router = APIRouter(prefix="/uploads", tags=["uploads"])

UploadId = Annotated[
    str, Path(max_length=40, description="an upload's id", examples=["20260301020000-0123456789abcdef"])
]
_FILES = {"type": "object", "required": ["files"], "properties": {
    "files": {"type": "array", "items": {"type": "string", "format": "binary"}, "description": "one field `files` each"}}}  # fmt: skip


@router.get("", response_model=List[UploadInfo], summary="Uploads that are kept")
def uploads(jobs: JobsDep, lang: LangDep) -> Any:
    """The latest first; an upload is kept for seven days after it was loaded."""
    items = [upload_shape(upload, lang) for upload in jobs.shelf.listed()]
    return {"items": items, "total": len(items), "next": None}


@router.post(
    "", status_code=201, response_model=UploadInfo, summary="Send files",
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FILES}}}},
)  # fmt: skip
def send_files(jobs: JobsDep, lang: LangDep, files: FilesDep) -> Any:
    """Files and zip archives, which are unpacked. Nothing is loaded yet."""
    return upload_shape(jobs.keep(files), lang)


@router.get("/{id}", response_model=UploadInfo, summary="One upload")
def upload(jobs: JobsDep, lang: LangDep, id: UploadId) -> Any:
    """Where it stands, how far its load is, and what came of it."""
    return upload_shape(jobs.get(id), lang)


@router.get("/{id}/preview", response_model=Preview, summary="What the files are taken for")
def upload_preview(jobs: JobsDep, lang: LangDep, id: UploadId, cursor: Cursor = None) -> Any:
    """List or format, headings, columns, first rows and faults of each file, 20 files at a time."""
    return preview(jobs, jobs.get(id), lang, cursor)


@router.post("/{id}/load", status_code=202, response_model=UploadInfo, summary="Rehearse or load")
def load_upload(jobs: JobsDep, lang: LangDep, id: UploadId, asked: LoadAsked) -> Any:
    """Begins a rehearsal or load beside this answer; ask for the upload to see how far it is."""
    everywhere = {sent.name: asked.source for sent in jobs.get(id).files} if asked.source else {}
    if named := everywhere | asked.sources:
        jobs.choose(id, named)
    return upload_shape(jobs.start(id, asked.dry_run, asked.accept_fall), lang)

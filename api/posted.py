"""What forms and programs send: fields of a page's form, and files, which are streamed to the disk up to the allowed size."""

from collections.abc import AsyncGenerator
from pathlib import Path
from tempfile import gettempdir
from typing import IO, Annotated, cast
from urllib.parse import parse_qsl

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.deps import settings_of
from graph.errors import AmityError
from ingest.disk import disk_problem

FORM_BYTES = 1 << 20
MOST_FILES = 2_000
_DRAINED = 10
"""How many times the allowed size is read to its end, so that a browser gets to see why it was refused."""


class UploadTooLarge(AmityError):
    """More than `limit` MB in one request."""

    status = 413


class UploadEmpty(AmityError):
    """A form without a file."""

    status = 422


class UploadUnreadable(AmityError):
    """No multipart form, or a broken one: `reason`."""

    status = 400


class _TooLong(MultiPartException):
    """Raised into the parser, which then puts away what it has already laid down."""


async def fields(request: Request) -> dict[str, str]:
    """The fields of a plain form; of several with one name the last."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > FORM_BYTES:
            raise HTTPException(413)
    return dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))


async def files(request: Request) -> AsyncGenerator[list[tuple[str, IO[bytes]]]]:
    """Name and content of each file sent. Raises UploadTooLarge, UploadEmpty or UploadUnreadable."""
    limit = settings_of(request).upload_mb
    form = await _form(request, limit)
    try:
        sent = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
        if not sent:
            raise UploadEmpty
        yield [(one.filename or "", cast(IO[bytes], one.file)) for one in sent]
    finally:
        await form.close()


async def _form(request: Request, limit: int) -> FormData:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise UploadUnreadable(reason="Content-Type")
    stated = int(request.headers.get("content-length") or 0)
    if stated > limit << 20:
        if stated < _DRAINED * limit << 20:
            async for _ in request.stream():
                pass
        raise UploadTooLarge(limit=limit)
    try:
        return await MultiPartParser(request.headers, _limited(request, limit), max_files=MOST_FILES).parse()
    except _TooLong:
        raise UploadTooLarge(limit=limit) from None
    except MultiPartException as error:
        raise UploadUnreadable(reason=error.message) from error
    except OSError as error:
        raise disk_problem(error, Path(gettempdir())) from error


async def _limited(request: Request, limit: int) -> AsyncGenerator[bytes]:
    left = limit << 20
    async for part in request.stream():
        if (left := left - len(part)) < 0:
            raise _TooLong("")
        yield part


FieldsDep = Annotated[dict[str, str], Depends(fields)]
FilesDep = Annotated[list[tuple[str, IO[bytes]]], Depends(files)]

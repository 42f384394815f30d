"""Every refusal in one shape: application/problem+json under /api, the same words as a page elsewhere.

`type` is `urn:amity:<code>`; `errors` names each bad input; `choices` is filled where a name means several things (409), `current` and `yours` where both changed a record (412).
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.answers import Fault, Problem
from api.deps import language, settings_of
from api.shapes import Ref
from graph.edit_errors import Fault as EditFault
from graph.errors import AmityError
from graph.texts import keys, text

MEDIA = "application/problem+json"

_log = logging.getLogger(__name__)


def install(app: FastAPI) -> None:
    """Make every error of `app` speak this way."""
    app.add_exception_handler(AmityError, _amity)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(ValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


def from_error(error: AmityError, lang: str) -> Problem:
    choices: Sequence[Any] = getattr(error, "choices", ())
    faults: Sequence[EditFault] = getattr(error, "faults", ())
    both = {name: getattr(error, name) for name in ("current", "yours") if hasattr(error, name)}
    return Problem(
        type=f"urn:amity:{error.code}",
        title=title(error.status, lang),
        status=error.status,
        detail=error.message(lang),
        remedy=error.remedy(lang) or None,
        choices=[Ref.model_validate(choice) for choice in choices],
        errors=[Fault(loc=["body", "set", fault.name], message=fault.message(lang)) for fault in faults],
        **both,
    )


def from_status(status: int, lang: str, code: str | None = None, **values: object) -> Problem:
    """A problem from the catalogue: `error.<code>`, by default `error.http_<status>`."""
    key = code or f"http_{status}"
    known = f"error.{key}" in keys(lang)
    return Problem(
        type=f"urn:amity:{key}" if known else "about:blank",
        title=title(status, lang),
        status=status,
        detail=text(f"error.{key}", lang, **values) if known else title(status, lang),
        remedy=text(f"error.{key}_remedy", lang, **values) if f"error.{key}_remedy" in keys(lang) else None,
    )


def from_faults(faults: Sequence[Mapping[str, Any]], lang: str) -> Problem:
    errors = [Fault(loc=_place(fault["loc"]), message=_said(fault, lang)) for fault in faults]
    listed = "; ".join(f"{fault.loc[-1]}: {fault.message}" for fault in errors if fault.loc)
    return from_status(422, lang, "invalid", what=listed).model_copy(update={"errors": errors})


def title(status: int, lang: str) -> str:
    key = f"error.title_{status}"
    return text(key, lang) if key in keys(lang) else HTTPStatus(status).phrase


def answer(request: Request, problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as this address speaks: JSON under /api, a page elsewhere."""
    if request.url.path.startswith("/api/"):
        return JSONResponse(problem.model_dump(), problem.status, headers, media_type=MEDIA)
    from api.pages import error_page

    return HTMLResponse(error_page(request, problem), problem.status, headers)


def refused(scope: Scope, reason: str) -> ASGIApp:
    """What the guard says: `api.security.refusal`'s reasons in words."""
    request = Request(scope)
    status = 401 if reason == "token" else 403
    if reason == "token" and not request.url.path.startswith("/api/"):
        from api.pages import login_page

        return HTMLResponse(login_page(request), status)
    problem = from_status(status, language(request), f"refused_{reason}")
    return answer(request, problem, {"www-authenticate": "Bearer"} if status == 401 else None)


class Boundary:
    """The outermost wall: a slip of ours is logged and said in the same shape, without a traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Any) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            _log.error("%s %s: %s", scope.get("method"), scope.get("path"), type(error).__name__)
            _log.debug("the error in full", exc_info=True)
            if started or scope["type"] != "http":
                raise
            request = Request(scope)
            await answer(request, from_status(500, language(request)))(scope, receive, send)


def _amity(request: Request, error: Exception) -> Response:
    assert isinstance(error, AmityError)
    if error.status >= 500:
        _log.warning("%s: %s", request.url.path, error.message(settings_of(request).lang or "vi"))
    headers = {"retry-after": "5"} if error.status == 503 else None
    return answer(request, from_error(error, language(request)), headers)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError | ValidationError)
    return answer(request, from_faults(error.errors(), language(request)))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    problem = from_status(error.status_code, language(request), path=request.url.path, method=request.method)
    return answer(request, problem, error.headers)


def _place(loc: Sequence[str | int]) -> list[str | int]:
    """Where a fault is, as the caller names it: FastAPI's "query" and "path" go before the parameter's name."""
    return list(loc)


def _said(fault: Mapping[str, Any], lang: str) -> str:
    """Pydantic's message in the reader's language, where the catalogue has it."""
    key = f"error.value_{fault['type']}"
    return text(key, lang, **_plain(fault.get("ctx", {}))) if key in keys(lang) else str(fault["msg"])


def _plain(values: Mapping[str, Any]) -> dict[str, object]:
    return dict(_texts(values)) | {"_": ""}


def _texts(values: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    yield from ((name, value if isinstance(value, int) else str(value)) for name, value in values.items())

"""The application: one factory, what lives as long as it does, and what stands around every route."""

import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, nullcontext, suppress
from importlib.metadata import version
from importlib.resources import files
from threading import Thread
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from api import (
    asking,
    brief_pages,
    creating_pages,
    docs,
    edit_pages,
    errors,
    finding_pages,
    meeting_pages,
    merging_pages,
    pages,
    proposal_pages,
    question_pages,
    resolve_pages,
    session,
    tie_pages,
    upload_pages,
)
from api.answers import Problem
from api.deps import Resources
from api.routers import (
    analyses,
    briefs,
    counts,
    edits,
    entities,
    findings,
    funders,
    health,
    meetings,
    merging,
    paths,
    proposals,
    quarantine,
    questions,
    reports,
    resolving,
    runs,
    search,
    sources,
    uploads,
)
from api.security import Guard
from graph.errors import AmityError
from graph.settings import Settings, load_settings
from graph.store import Store, open_store

_ABOUT = """Entities, the ties between them, and who says so, as JSON.

Every list is `{"items", "total", "next"}`; pass `next` as `cursor` for the next page. Dates are ISO text of the
precision that is known (`2019`, `2019-05`, `2019-05-12`). Errors are `application/problem+json`.
Beyond this machine every request needs the access token: `Authorization: Bearer ...`."""
_PROBLEMS = {404: "No record of it", 409: "A name that means several things; see `choices`", 422: "A bad parameter",
             412: "Changed meanwhile; see `current` and `yours`",
             428: "If-Match is missing", 503: "The graph does not answer"}  # fmt: skip

_log = logging.getLogger(__name__)


def create_app(settings: Settings | None = None, store: Store | None = None) -> FastAPI:
    """The app over `settings` (the environment's by default). A given `store` is used as it is and left open."""
    settings = settings or load_settings()
    resources = Resources(settings, lambda: nullcontext(store) if store else open_store(settings))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        with suppress(AmityError):  # /ready tells why; the store is tried again with the next request
            await run_in_threadpool(resources.store)
        await run_in_threadpool(resources.jobs().shelf.expire)
        Thread(target=asking.words_read, name="amity-words", daemon=True).start()  # no first question waits for them
        yield
        await run_in_threadpool(resources.close)

    app = FastAPI(title="Amity", version=version("amity"), description=_ABOUT, lifespan=lifespan, docs_url=None,
                  redoc_url=None, openapi_url="/api/openapi.json", separate_input_output_schemas=False,
                  generate_unique_id_function=lambda route: route.name.replace("-", "_"))  # fmt: skip
    app.state.resources = resources
    app.include_router(_api())
    for router in (
        docs.router,
        session.router,
        pages.router,
        finding_pages.router,
        brief_pages.router,
        upload_pages.router,
        proposal_pages.router,
        merging_pages.router,
        resolve_pages.router,
        edit_pages.router,
        creating_pages.router,
        meeting_pages.router,
        tie_pages.router,
        question_pages.router,
    ):
        app.include_router(router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=str(files("api") / "static")), "static")
    app.mount("/viz", StaticFiles(directory=str(files("viz") / "static")), "viz")
    errors.install(app)
    docs.complete(app)
    token = settings.access_token.get_secret_value() if settings.access_token else None
    app.add_middleware(errors.Boundary)
    app.add_middleware(GZipMiddleware, minimum_size=2000)
    app.add_middleware(Guard, token=token, refuse=errors.refused)
    return app


def _api() -> APIRouter:
    problems: dict[int | str, dict[str, Any]] = {
        status: {"model": Problem, "description": words} for status, words in _PROBLEMS.items()
    }
    api = APIRouter(prefix="/api/v1", responses=problems)
    for module in (
        search,
        entities,
        merging,
        edits,
        meetings,
        paths,
        funders,
        findings,
        reports,
        briefs,
        questions,
        sources,
        runs,
        quarantine,
        uploads,
        proposals,
        resolving,
        counts,
        health,
    ):
        api.include_router(module.router)
    api.include_router(analyses.router())
    return api

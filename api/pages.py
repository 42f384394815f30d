"""The pages: read from the graph, rendered on the server, one address in both languages, usable without a script."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.answers import Problem
from api.deps import (
    LANG_COOKIE,
    Cursor,
    EntityId,
    JobsDep,
    SettingsDep,
    StoreDep,
    ViewerDep,
    home,
    language,
    officer_of,
    settings_of,
)
from api.forms import funders_asked
from api.security import cookie
from api.templates import render
from api.units import spoken
from api.uploaded import recent
from graph import counts, entities, runs
from graph.asked import NotFound
from graph.cards import card
from graph.exports import graph_json
from graph.network import network
from graph.proposals import document
from graph.store import Store, Viewer
from graph.texts import LANGS, text
from viz.layout import placed

router = APIRouter()

PER_PAGE = 50
FIRST = "NGO"


@dataclass(frozen=True, slots=True)
class Page:
    """One page being made: its address, its language and the province it speaks for."""

    request: Request
    lang: str
    province: dict[str, str]

    def html(self, template: str, **context: object) -> str:
        url = self.request.url
        return render(template, lang=self.lang, path=url.path, query=url.query, province=self.province, **context)

    def show(self, template: str, **context: object) -> Response:
        return self.keep(HTMLResponse(self.html(template, **context)))

    def go(self, address: str) -> Response:
        return self.keep(RedirectResponse(address, 303))

    def keep(self, answer: Response) -> Response:
        """A language asked for in the address is remembered."""
        if self.request.query_params.get("lang") in LANGS:
            secure = self.request.url.scheme == "https"
            answer.headers.append("set-cookie", cookie(LANG_COOKIE, self.lang, secure=secure, days=365))
        return answer


def page_of(request: Request) -> Page:
    lang = language(request)
    return Page(request, lang, home(settings_of(request), lang))


PageDep = Annotated[Page, Depends(page_of)]


@router.get("/")
def the_map(
    page: PageDep, store: StoreDep, viewer: ViewerDep,
    centre: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=2, le=1500)] = 200,
) -> Response:  # fmt: skip
    middle = centre or page.province["id"]
    try:
        around = network(store, viewer, middle, hops=2, limit=limit)
    except NotFound:
        if centre:
            raise
        return page.show("empty.html")
    about = _card(store, viewer, middle)
    named = {name: about["entity"][name] for name in ("id", "type", "name")}
    return page.show("map.html", graph=placed(graph_json(around)), centre=named, **about)


@router.get("/entities/{id}")
def partner(
    page: PageDep, store: StoreDep, viewer: ViewerDep, id: EntityId, part: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    about = _card(store, viewer, id)
    if (current := about["entity"]["id"]) != id:
        return RedirectResponse(str(page.request.url.replace(path=f"/entities/{current}")), 307)
    if part == "card":
        return page.show("card.html", **about)
    told = entities.claims(store, viewer, id)
    return page.show(
        "entity.html", properties=spoken(entities.properties(store, viewer, id, page.lang), page.lang),
        ties=entities.neighbours(store, viewer, id, limit=25), **about,
        comments=told["comments"], callers=told["names"], officer=officer_of(page.request),
        document=document(store, viewer, id) if about["entity"]["type"] == "Document" else None,
    )  # fmt: skip


@router.get("/partners")
def partners(
    page: PageDep, store: StoreDep, viewer: ViewerDep, cursor: Cursor = None,
    q: Annotated[str, Query(max_length=300)] = "", type: Annotated[str | None, Query(max_length=40)] = None,
) -> Response:  # fmt: skip
    """Opens on the organisations officers work with most; a search, or "all types", looks through everything."""
    type = type if type is not None or q.strip() else FIRST  # noqa: A001
    found = entities.listing(store, viewer, type or None, q.strip() or None, cursor or None, PER_PAGE)
    if q.strip() and not cursor and found["total"] == 1:
        return page.go(f"/entities/{found['items'][0]['id']}")
    return page.show(
        "partners.html", q=q, type=type or "", cursor=cursor or "", types=counts.types(store, viewer), **found
    )


@router.get("/funders")
def funders(
    page: PageDep, store: StoreDep, viewer: ViewerDep, sector: Annotated[str, Query(max_length=200)] = "",
    place: Annotated[str, Query(max_length=200)] = "", on: Annotated[str, Query(max_length=10)] = "",
) -> Response:  # fmt: skip
    return page.show("funders.html", **funders_asked(store, viewer, page.lang, page.province, sector, place, on))


@router.get("/lists")
def lists(page: PageDep, store: StoreDep, viewer: ViewerDep, jobs: JobsDep, settings: SettingsDep) -> Response:
    sources = counts.sources(store, viewer)
    loads = runs.runs(store, viewer)["items"]
    return page.show(
        "lists.html", sources=sources, runs=loads, titles=_titles(sources), uploads=recent(jobs),
        limit=settings.upload_mb,
    )  # fmt: skip


@router.get("/lists/runs/{id:path}")
def one_run(
    page: PageDep, store: StoreDep, viewer: ViewerDep, id: str, refused: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """`refused` is an answer that was not understood."""
    found = runs.run(store, viewer, id)
    titles = _titles(counts.sources(store, viewer))
    errors, notes = (told(store, viewer, id, page.lang) for told in (runs.quarantine, runs.notes))
    left = runs.waiting(store, viewer, page.lang, run=id, limit=1)["total"]
    return page.show(
        "run.html", run=found, errors=errors, notes=notes, titles=titles, left=left, asked=runs.asked(errors),
        refused=refused,
    )  # fmt: skip


def error_page(request: Request, problem: Problem) -> str:
    return page_of(request).html(
        "error.html", status=problem.status, title=problem.title, detail=problem.detail, remedy=problem.remedy
    )


def login_page(request: Request, wrong: bool = False) -> str:
    """The form that asks for the access token, and goes on to the page that was asked for."""
    page = page_of(request)
    url = request.url
    wanted = "/" if url.path == "/login" else f"{url.path}?{url.query}".rstrip("?")
    words = {name: text(f"access.{name}", page.lang) for name in ("title", "lede", "token", "enter", "wrong")}
    return page.html("login.html", words=words, wrong=wrong, next=wanted)


def _card(store: Store, viewer: Viewer, id: str) -> dict[str, Any]:
    """What card.html needs about one entity."""
    entity = entities.entity(store, viewer, id)
    facts = card(store, viewer, entity["id"])
    return {"entity": entity, "card": facts, "sources": entity["sources"], "degree": facts["degree"]}


def _titles(sources: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """What each list is called, by the id of its source."""
    return {source["id"]: source["names"] for source in sources}

"""The pages of findings: everything due, one finding with the map around it, gaps and opportunities; decisions by plain forms."""

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api import witness
from api.deps import ReportsDep, StoreDep, ViewerDep
from api.forms import DueForm, Filter, sector_choices
from api.pages import PER_PAGE, Page, PageDep
from api.posted import FieldsDep
from api.reports import Reports
from api.routers.findings import FindingId
from api.routers.reports import ReportId
from api.session import here
from graph import due, meetings
from graph.analysis import named
from graph.asked import AmbiguousEntity, AskedError, NotFound
from graph.due import Due, Wanted
from graph.exports import graph_json
from graph.finding import MORE
from graph.network import around
from graph.store import Store, Viewer
from viz.layout import placed

router = APIRouter()

ANALYSES = {"gaps": "coordination-gaps", "opportunities": "partnership-opportunities"}
Row = dict[str, Any]
_NOTHING = Due([], [], 0, "")


@router.get("/findings")
def everything_due(
    page: PageDep, store: StoreDep, viewer: ViewerDep, reports: ReportsDep, form: Annotated[DueForm, Query()]
) -> Response:
    found, problem, choices = _NOTHING, None, list[Row]()
    wanted = form.wanted(page.province["id"])
    try:
        if waiting := _waiting(page, store, viewer, reports, wanted, "findings", form.stopped):
            return waiting
        found = due.due(store, viewer, wanted)
    except AmbiguousEntity as error:
        choices = error.choices
    except AskedError as error:
        problem = f"{error.message(page.lang)} {error.remedy(page.lang)}"
    here_ = found.items[form.start : form.start + PER_PAGE]
    following = form.start + PER_PAGE
    owners = sorted({row["owner"]["names"][page.lang] for row in found.items if row["owner"]})
    return page.show(
        "due.html", form=form, problem=problem, choices=choices, findings=here_, names=witness.names(store, viewer, here_),
        titles={kind: told["title"] for kind, told in due.kinds().items()}, sectors=sector_choices(page.lang), owners=owners,
        total=len(found.items), next=str(following) if following < len(found.items) else None, cursor=form.cursor,
        reminders=meetings.reminders(store, viewer) if form.state == "due" and not form.start else [],
        gone=found.gone, dismissed=found.dismissed, as_of=found.as_of,
    )  # fmt: skip


@router.get("/findings/{id}")
def one_finding(
    page: PageDep, store: StoreDep, viewer: ViewerDep, id: FindingId, place: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    told = due.one(store, viewer, id, place or page.province["id"])
    (shown,) = witness.readable(store, viewer, [told], page.lang)
    titles = {kind: words["title"] for kind, words in due.kinds().items()}
    names = witness.names(store, viewer, [told])
    return page.show("finding.html", it=shown, names=names, titles=titles, graph=_map(store, viewer, told), place=place)


@router.post("/findings/{id}/decision")
def decide(page: PageDep, store: StoreDep, viewer: ViewerDep, id: FindingId, form: FieldsDep) -> Response:
    said = {name: form.get(name, "") for name in ("verdict", "reason", "to", "place")}
    place = said["place"] or page.province["id"]
    due.settle(store, viewer, id, said["verdict"], said["reason"], said["to"], place)
    return page.go(here(form.get("next", "/findings")))


@router.post("/reports/{id}/stop")
def stop(page: PageDep, reports: ReportsDep, id: ReportId, form: FieldsDep) -> Response:
    reports.stop(id)
    return page.go(here(form.get("next", "/findings")))


@router.get("/gaps")
def gaps(
    page: PageDep, store: StoreDep, viewer: ViewerDep, reports: ReportsDep, asked: Annotated[Filter, Query()]
) -> Response:
    return _findings(page, store, viewer, reports, "gaps", asked)


@router.get("/opportunities")
def opportunities(
    page: PageDep, store: StoreDep, viewer: ViewerDep, reports: ReportsDep, asked: Annotated[Filter, Query()]
) -> Response:
    return _findings(page, store, viewer, reports, "opportunities", asked)


def _waiting(
    page: Page, store: Store, viewer: Viewer, reports: Reports, wanted: Wanted, title: str, stopped: str
) -> Response | None:
    """The page that says how far the report is, or that it was stopped; None where it is there."""
    if stopped:
        return page.show("working.html", title=title, it=None)
    running = reports.begin(repr((viewer, wanted)), lambda watch: due.prepare(store, viewer, wanted, watch))
    return None if reports.wait(running) else page.show("working.html", title=title, it=running.as_json())


def _map(store: Store, viewer: Viewer, told: Row) -> Row:
    """The evidence, and what stands around its first entity, laid out."""
    ids = [one["entity"] for one in told["evidence"] if one.get("entity")]
    try:
        return placed(graph_json(around(store, viewer, ids)))
    except NotFound:
        return {"nodes": [], "edges": [], "shown": 0, "total": 0, "hidden": {}, "centre": None}


def _findings(page: Page, store: Store, viewer: Viewer, reports: Reports, kind: str, asked: Filter) -> Response:
    analysis = named()[ANALYSES[kind]]
    wanted = Wanted(place=page.province["id"], analysis=analysis.name)
    if waiting := _waiting(page, store, viewer, reports, wanted, kind, asked.stopped):
        return waiting
    found = due.due(store, viewer, wanted)
    shown = [finding for finding in found.items if asked.kind in ("", finding["kind"])]
    here_ = shown[asked.start : asked.start + PER_PAGE]
    kinds = Counter(row["kind"] for row in found.items if analysis.kinds[row["kind"]] != MORE)
    following = asked.start + PER_PAGE
    return page.show(
        "findings.html", kind=kind, findings=witness.readable(store, viewer, here_, page.lang),
        names=witness.names(store, viewer, here_), titles=analysis.kinds,
        shown_kind=asked.kind, kinds=[{"kind": name, "count": count} for name, count in kinds.items()],
        total=len(shown), next=str(following) if following < len(shown) else None,
        cursor=asked.cursor, as_of=found.as_of,
    )  # fmt: skip

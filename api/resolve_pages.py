"""The page that asks whether two records are one partner; its forms work without a script, its keys with one."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.deps import Cursor, LooksDep, StoreDep, ViewerDep, officer_of
from api.officer import SignedDep
from api.pages import PageDep
from api.posted import FieldsDep
from graph import doubts
from graph.asked import BadRequest
from graph.judging import pair
from graph.sides import side_by_side
from graph.store import Store, Viewer
from graph.subgraph import entities, ref

router = APIRouter()


@router.get("/resolve")
def asked(
    page: PageDep, store: StoreDep, viewer: ViewerDep, looks: LooksDep, after: Cursor = None,
    rule: Annotated[str, Query(max_length=60)] = "",
) -> Response:  # fmt: skip
    """The first pair behind `after`."""
    every = doubts.waiting(store, viewer)
    pairs = [one for one in every if rule in ("", one["rule"])]
    here, _ = doubts.page(pairs, after, 1)
    return page.show(
        "resolve.html", pair=next(iter(side_by_side(store, viewer, here)), None), total=len(pairs), every=len(every),
        rules=doubts.rules(every), rule=rule, after=after or "", skip=doubts.place(here[0]) if here else "",
        last=_last(store, viewer), look=looks.last.as_json(page.lang) if looks.last else None, officer=officer_of(page.request),
    )  # fmt: skip


@router.post("/resolve/decide")
def decide(page: PageDep, store: StoreDep, signed: SignedDep, form: FieldsDep) -> Response:
    said = {name: form.get(name, "").strip()[:1000] for name in ("a", "b", "verdict", "reason")}
    doubts.decide(store, signed.viewer, **said)
    return signed.keep(page.go(_address(rule=form.get("rule", ""), after=form.get("after", ""))))


@router.post("/resolve/all")
def decide_rule(page: PageDep, store: StoreDep, signed: SignedDep, form: FieldsDep) -> Response:
    if not (count := form.get("count", "")).isdecimal():
        raise BadRequest("count", count)
    rule, verdict = form.get("rule", ""), form.get("verdict", "")
    doubts.decide_rule(store, signed.viewer, rule, verdict, int(count), form.get("reason", "").strip()[:1000])
    return signed.keep(page.go("/resolve"))


@router.post("/resolve/undo")
def undo(page: PageDep, store: StoreDep, signed: SignedDep, form: FieldsDep) -> Response:
    doubts.undo(store, signed.viewer, form.get("pair", ""))
    return signed.keep(page.go("/resolve"))


@router.post("/resolve/look")
def look(page: PageDep, viewer: ViewerDep, looks: LooksDep) -> Response:
    looks.start(viewer)
    return page.go("/resolve")


def _address(**query: str) -> str:
    kept = {name: value for name, value in query.items() if value}
    return f"/resolve?{urlencode(kept)}" if kept else "/resolve"


def _last(store: Store, viewer: Viewer) -> dict[str, Any] | None:
    """What this officer judged last, with the records it is about."""
    if (found := doubts.latest(store, viewer)) is None:
        return None
    last, said = found
    known = entities(store, viewer, [last.a, last.b])
    sides = {name: ref(known[id_]) for name, id_ in (("a", last.a), ("b", last.b)) if id_ in known}
    told = {"pair": pair(last.a, last.b), "verdict": last.verdict, "at": last.at, "said": said}
    return told | sides if len(sides) > 1 else None

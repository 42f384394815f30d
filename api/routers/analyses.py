"""Gaps and opportunities: every analysis of `graph.analysis` is an address, its own Params are the parameters."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from api.answers import AnalysisInfo, Finding
from api.deps import ReportsDep, StoreDep, ViewerDep
from api.shapes import List
from graph.analysis import Analysis, Whole, named, run
from graph.asked import NotFound


def router() -> APIRouter:
    """Made when the app is: the analyses are found by scanning their folder."""
    made = APIRouter(prefix="/analyses", tags=["analyses"])
    made.add_api_route("", _listed, response_model=List[AnalysisInfo], name="analyses", summary="Analyses there are")
    for analysis in named().values():
        made.add_api_route(
            f"/{analysis.name}",
            _endpoint(analysis.name, analysis.Params),
            response_model=List[Finding],
            name=analysis.name,
            summary=analysis.title["en"],
            description=f"{analysis.title['vi']}. {(analysis.Params.__doc__ or '').strip()}",
        )
    made.add_api_route("/{name}", _unknown, include_in_schema=False)
    return made


def described(analysis: Analysis | Whole) -> dict[str, Any]:
    return {
        "name": analysis.name,
        "title": dict(analysis.title),
        "address": f"/api/v1/analyses/{analysis.name}",
        "parameters": analysis.Params.model_json_schema(),
    }


def _endpoint(name: str, params: type[BaseModel]) -> Callable[..., Any]:
    def endpoint(store: StoreDep, viewer: ViewerDep, reports: ReportsDep, request: Request, asked: Any) -> Any:
        given = asked.model_dump(exclude_unset=True)
        if later := reports.later(request, lambda watch: run(store, viewer, name, watch, **given)):
            return later
        findings = run(store, viewer, name, **given)
        return {"items": findings, "total": len(findings), "next": None}

    endpoint.__annotations__["asked"] = Annotated[params, Query()]
    return endpoint


def _listed() -> dict[str, Any]:
    """The analyses there are, each with its address and the schema of its parameters."""
    found = [described(analysis) for analysis in named().values()]
    return {"items": found, "total": len(found), "next": None}


def _unknown(name: str) -> None:
    raise NotFound(name)

"""Everything due: findings of all analyses, and an officer's decision on each."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request

from api.deps import Day, Limit, ReportsDep, StoreDep, ViewerDep
from api.finding_shapes import DueFinding, DueList, Verdict
from graph import due
from graph.due import Wanted

router = APIRouter(prefix="/findings", tags=["analyses"])

FindingId = Annotated[
    str, Path(max_length=100, description="a finding's id", examples=["licence-missing-68f9585d56bf"])
]


def wanted(
    place: Annotated[str | None, Query(max_length=200, description="the place; AMITY_PROVINCE by default")] = None,
    on: Day = None,
    sector: Annotated[str, Query(max_length=200, description="a sector with all below it")] = "",
    country: Annotated[str, Query(max_length=100, description="a country, by name or code")] = "",
    owner: Annotated[str, Query(max_length=200, description="whom it belongs to or was given to: id or part of a name")] = "",
    kind: Annotated[str, Query(max_length=60, description="one kind of finding")] = "",
    analysis: Annotated[str, Query(max_length=60, description="one analysis, or a whole of several")] = "",
    state: Annotated[str, Query(max_length=20, description="due, open, accepted, assigned, dismissed, all")] = "due",
    since: Annotated[str | None, Query(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$", description="only what is new since that day")] = None,
) -> Wanted:  # fmt: skip
    return Wanted(place or None, on, sector, country, owner, kind, analysis, state or "due", since or None)


WantedDep = Annotated[Wanted, Depends(wanted)]


@router.get("", response_model=DueList, summary="Everything due")
def finding_list(
    store: StoreDep, viewer: ViewerDep, reports: ReportsDep, request: Request, asked: WantedDep, limit: Limit = 100,
    cursor: Annotated[str, Query(pattern=r"^\d{0,6}$")] = "",
) -> Any:  # fmt: skip
    """Findings of all analyses, the most urgent first; what was dismissed stays away until its evidence changes.

    `Prefer: respond-async` gives 202 where it takes more than a moment; `Location` says how far it is.
    """
    if later := reports.later(request, lambda watch: due.prepare(store, viewer, asked, watch)):
        return later
    found = due.due(store, viewer, asked)
    start, total = int(cursor or 0), len(found.items)
    return {
        "items": found.items[start : start + limit], "total": total, "gone": found.gone, "dismissed": found.dismissed,
        "as_of": found.as_of, "next": str(start + limit) if start + limit < total else None,
    }  # fmt: skip


@router.get("/{id}", response_model=DueFinding, summary="One finding")
def one(
    store: StoreDep, viewer: ViewerDep, id: FindingId, place: Annotated[str | None, Query(max_length=200)] = None
) -> Any:
    """A finding as it stands today, whatever was decided about it; `place` where it is not of our province."""
    return due.one(store, viewer, id, place)


@router.post("/{id}/decision", response_model=DueFinding, summary="Accept, assign, dismiss or reopen a finding")
def decision(store: StoreDep, viewer: ViewerDep, id: FindingId, said: Verdict) -> Any:
    """The last decision stands; the same again changes nothing."""
    return due.settle(store, viewer, id, said.verdict, said.reason, said.to, said.place)

"""Meetings and calls, logged in one go, and what is due after them."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.deps import Day, EntityId, StoreDep, ViewerDep
from api.meeting_shapes import MeetingAsked, Reminder
from api.said_values import iso_day
from api.shapes import Entity, List
from graph import meetings
from graph.meetings import Met

router = APIRouter(tags=["meetings"])


def met_of(asked: MeetingAsked) -> Met:
    """What was asked, its days as ISO where they can be read."""
    on, remind = (iso_day(day) or "" for day in (asked.on, asked.remind))
    more = {"token": asked.token} if asked.token else {}
    return Met(asked.theirs, asked.ours, on, asked.kind, asked.results, asked.next_step, remind, **more)


@router.post("/meetings", status_code=201, response_model=Entity, summary="Log a meeting or call")
def log_meeting(store: StoreDep, viewer: ViewerDep, asked: MeetingAsked) -> Any:
    """An event with ours and theirs; it is their last contact from then on. 422 with the names that are on record nowhere."""
    return meetings.log(store, viewer, met_of(asked), asked.new_people)


@router.get("/reminders", response_model=List[Reminder], summary="What is due")
def reminders(store: StoreDep, viewer: ViewerDep, on: Day = None) -> Any:
    """The next steps whose reminder date has come, the longest due first."""
    found = meetings.reminders(store, viewer, on)
    return {"items": found, "total": len(found), "next": None}


@router.post("/meetings/{id}/done", response_model=Entity, summary="Done")
def done(
    store: StoreDep, viewer: ViewerDep, id: EntityId,
    remind: Annotated[str, Query(max_length=10, description="the day that was shown", examples=["2026-04-01"])] = "",
) -> Any:  # fmt: skip
    """The next step is done; it is not reminded of again. 412 where it was put off from the day that was shown."""
    return meetings.done(store, viewer, id, remind)

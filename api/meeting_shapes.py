"""What /api/v1/meetings takes, and what /api/v1/reminders answers."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.shapes import Ref, Shape, example


class MeetingAsked(BaseModel):
    """`theirs`, `ours`: ids or names; days as officers write them; `new_people`: make persons of names not on record.

    The same `token` again puts the same meeting right instead of logging another.
    """

    model_config = ConfigDict(extra="forbid")
    theirs: list[str] = Field(min_length=1, max_length=30)
    ours: list[str] = Field(default_factory=list[str], max_length=30)
    on: str = Field("", max_length=40)
    kind: Literal["meeting", "call"] = "meeting"
    results: str = Field("", max_length=4000)
    next_step: str = Field("", max_length=4000)
    remind: str = Field("", max_length=40)
    new_people: bool = False
    token: str | None = Field(default=None, max_length=80)


class Reminder(Shape):
    model_config = example(
        event={"id": "event-0a1b2c3d4e5f", "type": "Event", "name": "Gặp Orbis"}, remind="2026-04-01",
        next_step="Gửi hồ sơ dự án", since="2026-03-01", whom=[{"id": "ngo-0a1b2c3d4e5f", "type": "NGO", "name": "Orbis"}],
    )  # fmt: skip
    event: Ref
    remind: str
    next_step: str | None = None
    since: str | None = None
    whom: list[Ref]

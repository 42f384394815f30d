"""What /api/v1/findings takes and answers: findings as work, and what officers decided about them."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.answers import Finding
from api.shapes import List, Shape


class Verdict(BaseModel):
    """`dismiss` needs a `reason`, `assign` a `to`: whoever takes it on. `place`: where it was found, if not at home."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"verdict": "assign", "to": "Phạm Ngọc Mai"}}
    )
    verdict: Literal["accept", "assign", "dismiss", "reopen"]
    reason: str = Field("", max_length=1000)
    to: str = Field("", max_length=200)
    place: str | None = Field(None, max_length=200)


class FindingDecision(Shape):
    verdict: str
    by: str
    at: str
    reason: str = ""
    assignee: str = ""


class DueFinding(Finding):
    """`returned`: it was dismissed, and its evidence has changed since. `new` is null where nobody asked since when."""

    analysis: str
    state: Literal["open", "accepted", "assigned", "dismissed"]
    decision: FindingDecision | None = None
    returned: bool = False
    new: bool | None = None


class DueList(List[DueFinding]):
    """`gone` are the headlines of what was found on the day `since` and is no more; `dismissed` counts what is put aside."""

    gone: list[dict[str, Any]] = Field(default_factory=list[dict[str, Any]])
    dismissed: int = 0
    as_of: str

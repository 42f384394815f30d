"""What /api/v1/quarantine answers: rows that wait, and what trying them again came to."""

from pydantic import BaseModel, ConfigDict, Field

from api.answers import BadRow
from api.shapes import List, Shape, example

_RUN = "ngos-2026-03-01T02:00:00.000000+00:00"
_MESSAGE = "Không có ngày “31/02/2025” trên lịch. Ghi lại theo thứ tự ngày/tháng/năm."


class RetryAsked(BaseModel):
    """`run` is the load whose rows are tried again; without it all that wait are. `answers` say what values at fault are to be
    read as ({"Huyện Thủy Nguyên": "Thủy Nguyên, Hải Phòng"}); later loads of such tables read them so too."""

    model_config = ConfigDict(extra="forbid")
    run: str | None = Field(None, max_length=200)
    answers: dict[str, str] = Field(default_factory=dict[str, str])


class RowFault(Shape):
    """One thing that is wrong with a row; `column` is a letter, or a field where the format has no cells."""

    row: int | None = None
    column: str | None = None
    code: str
    message: str


class WaitingRow(Shape):
    """A record that could not be used: `row` is its first row in the file, `run` the load that met it."""

    model_config = example(
        id="q-0a1b2c3d4e5f6071", run=_RUN, source="ngos", file="ngos.xlsx", sheet="DS", row=12,
        problems=[{"row": 12, "column": "C", "code": "date-impossible", "message": _MESSAGE}],
    )  # fmt: skip
    id: str
    run: str
    source: str
    file: str
    sheet: str | None = None
    row: int | None = None
    problems: list[RowFault]


class WaitingList(Shape):
    """How many rows of one load wait."""

    run: str
    source: str
    file: str
    rows: int


class WaitingRows(List[WaitingRow]):
    """`lists`: how many wait in each list."""

    lists: list[WaitingList]


class LoadedList(Shape):
    """One source of one file; counts are records."""

    source: str | None = None
    file: str
    run: str | None = None
    read: int
    written: int
    unchanged: int
    quarantined: int
    closed: int
    failed: bool = False
    resumed: bool = False
    errors: list[BadRow]
    notes: list[BadRow]


class LoadReport(Shape):
    """What a job came to, list by list."""

    model_config = example(
        dry_run=False,
        runs=[{"source": "ngos", "file": "ngos.xlsx", "run": _RUN, "read": 2, "written": 1, "unchanged": 0,
               "quarantined": 1, "closed": 0, "failed": False, "resumed": False, "untold": 0, "notes": [],
               "errors": [{"file": "ngos.xlsx", "sheet": "DS", "row": 12, "column": "C", "code": "date-impossible",
                           "message": _MESSAGE}]}],
    )  # fmt: skip
    dry_run: bool = False
    runs: list[LoadedList]

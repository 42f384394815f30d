"""What /api/v1/uploads answers: an upload with its progress and reports, and what its files were taken for."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from api.answers import BadRow
from api.shapes import List, Shape, example

_RUN = {
    "source": "ngos", "file": "tcpcpnn.xlsx", "run": "ngos-2026-03-01T02:00:00.000000+00:00", "read": 80, "written": 6,
    "new": 4, "changed": 2, "unchanged": 73, "quarantined": 1, "closed": 0, "failed": False, "resumed": False,
    "untold": 0, "title": "Tổ chức PCPNN", "errors": [{"file": "tcpcpnn.xlsx", "sheet": "DS", "row": 12, "column": "C",
    "code": "date-impossible", "message": "Không có ngày “31/02/2025” trên lịch."}], "notes": [],
}  # fmt: skip
_TOTAL = {"read": 80, "new": 4, "changed": 2, "unchanged": 73, "quarantined": 1, "closed": 0}


class LoadAsked(BaseModel):
    """`dry_run` says what would come of it and writes nothing; `accept_fall` lets a list shrink by more than a fifth;
    `source` names the list or format of every file, `sources` of single ones by name."""

    dry_run: bool = False
    accept_fall: bool = False
    source: str | None = Field(None, max_length=60)
    sources: dict[str, str] = Field(default_factory=dict[str, str])


class SentFile(Shape):
    """`source` is the list that was chosen for it; null lets its content tell."""

    name: str
    size: int
    source: str | None = None
    skip: bool = False


class Progress(Shape):
    """How far a rehearsal or load is. `share` (0 to 1) rests on a rehearsal or an estimate; `said` is all of it in words."""

    model_config = example(
        dry_run=False, file="tcpcpnn.xlsx", files=1, files_done=0, read=40, quarantined=1, expected=80, share=0.5,
        said="đã đọc 40 dòng của tcpcpnn.xlsx · 1 dòng chờ sửa", error=None,
    )  # fmt: skip
    dry_run: bool
    read: int
    quarantined: int
    share: float | None = None
    said: str
    error: str | None = None


class UploadReport(Shape):
    """A report for each list of each file, and their sums; `fallen` when a list shrank by more than a fifth and asks first."""

    model_config = example(dry_run=False, runs=[_RUN], total=_TOTAL, fallen=False)
    dry_run: bool
    runs: list[dict[str, Any]]
    total: dict[str, int]
    fallen: bool


class UploadInfo(Shape):
    """`state`: sent, rehearsed and loaded are rest; waiting, rehearsing and loading go on; cut and failed can be begun
    again with the same load, which goes on where it stopped. Sizes are bytes."""

    model_config = example(
        id="20260301020000-0123456789abcdef", state="loaded", sent="2026-03-01T02:00:00+00:00",
        loaded="2026-03-01T02:00:09+00:00", files=[{"name": "tcpcpnn.xlsx", "size": 48213, "source": None, "skip": False}],
        problems=[], progress=None, rehearsal=None,
        report={"dry_run": False, "runs": [_RUN], "total": _TOTAL, "fallen": False},
    )  # fmt: skip
    id: str
    state: Literal["sent", "rehearsed", "loaded", "waiting", "rehearsing", "loading", "cut", "failed"]
    sent: str
    loaded: str | None = None
    files: list[SentFile]
    problems: list[BadRow]
    progress: Progress | None = None
    rehearsal: UploadReport | None = None
    report: UploadReport | None = None


class SeenFile(Shape):
    """A file as it was understood from its beginning. Tables have `columns` with the meaning each was given (`field`: ""
    not known, "-" ignored), `rows` as read and what they tell, `faults` among the `tried` first rows; a format of its
    own has the records' `rows` alone; `kind` is "tables", "format", "corrected" (an export of waiting rows) or "unread"."""

    model_config = example(
        name="tcpcpnn.xlsx", size=48213, skip=False, choice="", kind="tables", format=None, title=None,
        corrected=0, why="",
        tables=[{"sheet": "DS", "list": "ngos", "entity": None, "mapping": None, "by": None, "title": "Tổ chức PCPNN", "heading_row": 4,
                 "seen_as": None, "choices": [], "same": False,
                 "known": 1, "columns": [{"column": "B", "heading": "Tên tổ chức", "field": "name", "unit": None,
                                          "example": "Orbis", "label": "Tên tổ chức"}],
                 "rows": [{"row": 5, "cells": ["Orbis"], "about": {"type": "NGO", "name": "Orbis"}, "ties": [],
                           "more_ties": 0, "problems": []}],
                 "faults": [], "tried": 80, "bad": 0, "more": False, "problem": None}],
        rows=[], faults=[], tried=0, bad=0, more=False, problem=None,
    )  # fmt: skip
    name: str
    size: int
    skip: bool
    choice: str


Preview = List[SeenFile]

"""What a job came to: a report for each run, as text for officers and as the JSON that programs hold on to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ingest.problems import Language, Problem, problem

_PASSED = {
    "total": ("dòng tổng cộng", "total"),
    "section": ("dòng tên nhóm", "section"),
    "heading": ("dòng tiêu đề lặp lại", "repeated heading"),
    "note": ("dòng ghi chú hoặc chữ ký", "note"),
}


@dataclass(slots=True)
class RunReport:
    """One source read from one file. Counts are records, `new` among the `written`; `closed` are those that the
    list no longer holds.

    `errors` are every fault of the rows in quarantine, `notes` what an officer should know though nothing was refused;
    `untold` counts the tables of the file that wait until somebody says what list they are.
    """

    source: str | None
    file: str
    run: str | None = None
    read: int = 0
    written: int = 0
    new: int = 0
    unchanged: int = 0
    quarantined: int = 0
    closed: int = 0
    errors: list[Problem] = field(default_factory=list[Problem])
    notes: list[Problem] = field(default_factory=list[Problem])
    failed: bool = False
    resumed: bool = False
    untold: int = 0

    @property
    def changed(self) -> int:
        """Records that stood in the graph and are said differently now."""
        return self.written - self.new

    def as_json(self, lang: Language) -> dict[str, Any]:
        return {
            "source": self.source, "file": self.file, "run": self.run, "read": self.read, "written": self.written, "new": self.new, "changed": self.changed,
            "unchanged": self.unchanged, "quarantined": self.quarantined, "closed": self.closed,
            "failed": self.failed, "resumed": self.resumed, "untold": self.untold,
            "errors": [describe(p, lang) for p in self.errors], "notes": [describe(p, lang) for p in self.notes],
        }  # fmt: skip


@dataclass(slots=True)
class Report:
    """All runs of one job, in the order in which they were done."""

    runs: list[RunReport] = field(default_factory=list[RunReport])
    dry_run: bool = False

    @property
    def exit_code(self) -> int:
        """0 all taken, 1 a file could not be read, 3 done but some rows went to quarantine, or a table waits to be told."""
        if any(run.failed for run in self.runs):
            return 1
        return 3 if any(run.quarantined or run.untold for run in self.runs) else 0

    def as_json(self, lang: Language) -> dict[str, Any]:
        return {"dry_run": self.dry_run, "runs": [run.as_json(lang) for run in self.runs]}


def passed_over(skipped: Mapping[str, int]) -> list[Problem]:
    """A note on the lines of a table that are no records, if there are any."""
    counted = [(skipped[kind], *words) for kind, words in _PASSED.items() if skipped.get(kind)]
    if not counted:
        return []
    vi = ", ".join(f"{n} {words}" for n, words, _ in counted)
    return [problem("lines-passed", vi=vi, en=", ".join(f"{n} {words}{'s' * (n > 1)}" for n, _, words in counted))]


def describe(problem: Problem, lang: Language) -> dict[str, Any]:
    """One problem with its place; `message` ends with the remedy."""
    return {
        "file": problem.file, "sheet": problem.sheet, "row": problem.row, "column": problem.column,
        "code": problem.code, "message": f"{problem.message(lang)} {problem.remedy(lang)}".strip(),
    }  # fmt: skip

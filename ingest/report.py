"""What a job came to: a report for each run, as text for officers and as the JSON that programs hold on to."""

from dataclasses import dataclass, field
from typing import Any

from ingest.problems import Language, Problem


@dataclass(slots=True)
class RunReport:
    """One source read from one file. Counts are records; `closed` are claims the list no longer holds.

    `errors` are rows in quarantine, `notes` what an officer should know though nothing was refused.
    """

    source: str | None
    file: str
    run: str | None = None
    read: int = 0
    written: int = 0
    unchanged: int = 0
    quarantined: int = 0
    closed: int = 0
    errors: list[Problem] = field(default_factory=list[Problem])
    notes: list[Problem] = field(default_factory=list[Problem])
    failed: bool = False
    resumed: bool = False

    def as_json(self, lang: Language) -> dict[str, Any]:
        return {
            "source": self.source, "file": self.file, "run": self.run, "read": self.read, "written": self.written,
            "unchanged": self.unchanged, "quarantined": self.quarantined, "closed": self.closed,
            "failed": self.failed, "resumed": self.resumed,
            "errors": [describe(p, lang) for p in self.errors], "notes": [describe(p, lang) for p in self.notes],
        }  # fmt: skip


@dataclass(slots=True)
class Report:
    """All runs of one job, in the order in which they were done."""

    runs: list[RunReport] = field(default_factory=list[RunReport])
    dry_run: bool = False

    @property
    def exit_code(self) -> int:
        """0 all taken, 1 a file could not be read, 3 done but some rows went to quarantine."""
        if any(run.failed for run in self.runs):
            return 1
        return 3 if any(run.quarantined for run in self.runs) else 0

    def as_json(self, lang: Language) -> dict[str, Any]:
        return {"dry_run": self.dry_run, "runs": [run.as_json(lang) for run in self.runs]}


def describe(problem: Problem, lang: Language) -> dict[str, Any]:
    """One problem with its place; `message` ends with the remedy."""
    return {
        "file": problem.file, "sheet": problem.sheet, "row": problem.row, "column": problem.column,
        "code": problem.code, "message": f"{problem.message(lang)} {problem.remedy(lang)}".strip(),
    }  # fmt: skip

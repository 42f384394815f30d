"""One upload: what an officer sent in one go, what was chosen for each file, and how far the work on it is."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

import psutil

from graph.asked import NotFound
from ingest.problems import Problem
from ingest.report import Report

State = Literal["sent", "rehearsed", "loaded", "waiting", "rehearsing", "loading", "cut", "failed"]


@dataclass(slots=True)
class Sent:
    """One file; `source` is the list the officer chose for it, None to let its content tell; `skip` leaves it out."""

    name: str
    size: int
    source: str | None = None
    skip: bool = False


@dataclass(slots=True)
class Task:
    """A rehearsal or load and how far it is; `pid` and `born` say which process does it.

    `expected` records are known from a rehearsal, else about that many; `ended` is why it stopped before its end, in both languages.
    """

    dry_run: bool
    asked: str
    pid: int
    born: float
    accept_fall: bool = False
    started: str = ""
    file: str = ""
    files: int = 0
    files_done: int = 0
    read: int = 0
    quarantined: int = 0
    expected: int = 0
    stopped: bool = False
    ended: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def alive(self) -> bool:
        """Whether the process that does it is still there."""
        with suppress(psutil.Error):
            return not self.stopped and psutil.Process(self.pid).create_time() == self.born
        return False


@dataclass(slots=True)
class Upload:
    """What was sent in one go. `problems` are of archives and files that could not be laid down."""

    id: str
    sent: str
    files: list[Sent] = field(default_factory=list[Sent])
    problems: list[Problem] = field(default_factory=list[Problem])
    task: Task | None = None
    rehearsal: Report | None = None
    report: Report | None = None
    loaded: str = ""

    @property
    def state(self) -> State:
        """Where it stands: "cut" when the process that worked on it is gone, "failed" when the work could not go on."""
        if self.task and self.task.ended:
            return "failed"
        if self.task and not self.task.alive:
            return "cut"
        if self.task:
            return "waiting" if not self.task.started else "rehearsing" if self.task.dry_run else "loading"
        return "loaded" if self.report else "rehearsed" if self.rehearsal else "sent"

    @property
    def busy(self) -> bool:
        return self.state in ("waiting", "rehearsing", "loading")

    def file(self, name: str) -> Sent:
        """Raises NotFound."""
        if found := next((one for one in self.files if one.name == name), None):
            return found
        raise NotFound(what=name)

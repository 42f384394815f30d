"""The look for records of one partner that runs beside the page: one at a time, with how far it is."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event, Lock
from typing import Any

from graph.errors import AmityError
from graph.joining import Outcome, resolve
from graph.resolution.knowledge import officers_rows
from graph.settings import Settings
from graph.store import Store, Viewer
from graph.texts import LANGS, text

_log = logging.getLogger(__name__)


class _Stopped(Exception):
    """The server ends."""


@dataclass(slots=True)
class Look:
    """`compared` partners, `done` of `sure` merges; how it ended: `outcome`, or `ended` by language; `cut` by a slip of ours."""

    begun: str
    compared: int = 0
    done: int = 0
    sure: int = 0
    at: str = ""
    outcome: Outcome | None = None
    ended: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def state(self) -> str:
        """ "looking", "done" or "failed"."""
        return "looking" if not self.at else "done" if self.outcome else "failed"

    def as_json(self, lang: str) -> dict[str, Any]:
        """{"state", "begun", "at", "progress": {"share", "said"} or None, "compared", "joined", "waiting", "error"}."""
        looking, found = self.state == "looking", self.outcome
        said = "merging" if self.sure else "comparing" if self.compared else "reading"
        progress = {"share": self.done / self.sure if self.sure else None} | {
            "said": text(f"page.resolve_{said}", lang, compared=self.compared, done=self.done, sure=self.sure)
        }
        return {
            "state": self.state, "begun": self.begun, "at": self.at or None, "progress": progress if looking else None,
            "compared": found.compared if found else self.compared, "joined": len(found.joined) if found else self.done,
            "waiting": found.waiting if found else None, "error": self.ended.get(lang),
        }  # fmt: skip


class Looks:
    """The looks of one server process; the last one is remembered."""

    def __init__(self, settings: Settings, store: Callable[[], Store]) -> None:
        self._settings, self._store = settings, store
        self._row, self._lock, self._ending = ThreadPoolExecutor(1, "look"), Lock(), Event()
        self.last: Look | None = None

    def start(self, viewer: Viewer) -> Look:
        """Begin a look; one that is under way goes on instead. Raises BadRequest where `aliases.csv` cannot be read."""
        with self._lock:
            if self.last is None or self.last.state != "looking":
                known = officers_rows(self._settings.aliases)
                self.last = Look(_now())
                self._row.submit(self._work, self.last, viewer, known).add_done_callback(_told)
            return self.last

    def close(self) -> None:
        """Let the merge that is being written end, and nothing more."""
        self._ending.set()
        self._row.shutdown(wait=True, cancel_futures=True)

    def _work(self, look: Look, viewer: Viewer, known: Any) -> None:
        def told(compared: int, done: int, sure: int) -> None:
            if self._ending.is_set():
                raise _Stopped
            look.compared, look.done, look.sure = compared, done, sure

        try:
            look.outcome = resolve(self._store(), viewer, known, told=told)
        except AmityError as error:
            look.ended = {lang: f"{error.message(lang)} {error.remedy(lang)}" for lang in LANGS}
        finally:
            look.at = _now()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _told(done: Future[None]) -> None:
    """A slip of ours is logged by its kind."""
    if not done.cancelled() and (slip := done.exception()) and not isinstance(slip, _Stopped):
        _log.error("a look ended with %s", type(slip).__name__)
        _log.debug("the error in full", exc_info=slip)

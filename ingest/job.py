"""Loads that run beside the page: one after another in the server's process, rehearsals in a row of their own.

How far a job is stands in its upload's state on the disk, so that the page can be left and come back to. When the
server ends, a job stops after the batch it is writing; begun again it goes on from there.
"""

import logging
import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock
from time import monotonic
from typing import IO

import psutil

from graph.asked import BadRequest, NotFound
from graph.errors import AmityError, DataUnwritable, DiskFull
from graph.store import Store
from graph.texts import LANGS
from ingest.estimate import records_about
from ingest.files import readable
from ingest.mapping.correction import correct
from ingest.mapping.folder import Mappings, forget, paths_in
from ingest.mapping.said import Place
from ingest.preview import Preview
from ingest.report import Report, RunReport
from ingest.retry import retry
from ingest.run import Options, ingest_paths
from ingest.seen import FileSeen
from ingest.shelf import Shelf
from ingest.upload import Sent, Task, Upload

SHOWN = 1_000
"""Errors and notes of one run that are kept with an upload; the run itself has them all."""
LEFT_OUT = "-"
_OFTEN = 0.5
_REMEMBERED = 200

Marks = tuple[tuple[str, int], ...]

_log = logging.getLogger(__name__)


class UploadBusy(AmityError):
    """Upload `id` is being worked on."""

    status = 409


class _Stopped(Exception):
    """The server ends."""


class Jobs:
    """The jobs of one server process."""

    def __init__(self, shelf: Shelf, store: Callable[[], Store], mappings: Path | None = None) -> None:
        self.shelf, self._store, self.mappings = shelf, store, mappings
        self._rows = {dry: ThreadPoolExecutor(1, "rehearsal" if dry else "load") for dry in (True, False)}
        self._ending, self._lock = Event(), Lock()
        self._unsaved: dict[str, Upload] = {}
        self._looked: dict[tuple[Path, str | None, Marks], FileSeen] = {}

    def start(self, id: str, dry_run: bool, accept_fall: bool = False) -> Upload:
        """Begin, or go on with, the rehearsal or load of an upload. Raises NotFound or UploadBusy."""
        with self._lock:
            upload = self.idle(id)
            process = psutil.Process()
            upload.task = Task(
                dry_run, _now(), os.getpid(), process.create_time(), accept_fall,
                files=len(self.shelf.paths(upload)),
                expected=sum(run.read for run in upload.rehearsal.runs) if upload.rehearsal and not dry_run else 0,
            )  # fmt: skip
            self.shelf.save(upload)
            self._rows[dry_run].submit(self._work, upload).add_done_callback(_told)
        return upload

    def keep(self, files: list[tuple[str, IO[bytes]]]) -> Upload:
        """Lay files down as a new upload, and take away those whose days are over. Raises DiskFull or DataUnwritable."""
        self.shelf.expire()
        return self.shelf.keep(files)

    def choose(self, id: str, choices: Mapping[str, str]) -> Upload:
        """What files are to be read as, by name: a source, "" for what their content tells, "-" to leave them out.

        What was rehearsed before is forgotten. Raises NotFound, BadRequest or UploadBusy.
        """
        with self._lock:
            upload = self.idle(id)
            for name, choice in choices.items():
                if choice not in ("", LEFT_OUT, *readable()):
                    raise BadRequest("source", choice)
                sent = upload.file(name)
                sent.source, sent.skip = (None, True) if choice == LEFT_OUT else (choice or None, False)
            upload.rehearsal = None
            self._save(upload)
        return upload

    def look(self, upload: Upload, sent: Sent) -> FileSeen:
        """What one of its files is taken for, looked at once for each choice and state of the saved mappings."""
        path = self.shelf.path(upload, sent)
        asked = (path, sent.source, self._marks())
        if asked not in self._looked:
            if len(self._looked) >= _REMEMBERED:
                self._looked.clear()
            self._looked[asked] = Preview(self._store(), Mappings.of(self.mappings)).look(path, sent.source)
        return self._looked[asked]

    def correct(
        self, id: str, list_: str, known: str, columns: Mapping[str, str | None], place: Place, alone: bool = False
    ) -> None:
        """Save what the columns of the table at a place in one of its files mean; from now on the file is told by its
        headings, on this sheet `alone` where that is said.

        Raises NotFound, BadRequest, UploadBusy, DiskFull or DataUnwritable.
        """
        name = place.file
        path = self.shelf.path(upload := self.idle(id), upload.file(name))
        if self.mappings is None:
            raise BadRequest("mapping", name)
        correct(self.mappings, path, list_, known, columns, place, alone)
        self.choose(id, {name: ""})

    def forget(self, id: str, known: str) -> None:
        """Delete a saved mapping, so that headings tell again what they always did. Raises NotFound, UploadBusy or
        DataUnwritable."""
        upload = self.idle(id)
        if self.mappings is None or not (found := Mappings.of(self.mappings).get(known)):
            raise NotFound(known)
        forget(self.mappings, found.mapping)
        self.choose(upload.id, {})

    def _marks(self) -> Marks:
        """What tells one state of the saved mappings from another."""
        found = paths_in(self.mappings) if self.mappings and self.mappings.is_dir() else []
        return tuple((path.name, path.stat().st_mtime_ns) for path in found)

    def get(self, id: str) -> Upload:
        """An upload as it stands. Raises NotFound."""
        return self._unsaved.get(id) or self.shelf.get(id)

    def idle(self, id: str) -> Upload:
        """An upload that nobody works on. Raises NotFound or UploadBusy."""
        upload = self.get(id)
        if upload.busy:
            raise UploadBusy(id=id)
        return upload

    def close(self) -> None:
        """Let the batch that is being written end, and nothing more."""
        self._ending.set()
        for row in self._rows.values():
            row.shutdown(wait=True, cancel_futures=True)
        for upload in self.shelf.listed():
            if upload.task and upload.busy and upload.task.pid == os.getpid():
                upload.task.stopped = True
                self._save(upload)

    def _save(self, upload: Upload) -> None:
        """Where the disk is full, how the work ended is at least told for as long as the server runs."""
        try:
            self.shelf.save(upload)
            self._unsaved.pop(upload.id, None)
        except (DiskFull, DataUnwritable):
            self._unsaved[upload.id] = upload

    def _work(self, upload: Upload) -> None:
        task = upload.task
        assert task is not None
        task.started = _now()
        try:
            self.shelf.save(upload)
            task.expected = task.expected or sum(map(records_about, self.shelf.paths(upload)))
            report = self._ingest(upload, _Watch(self, upload))
        except AmityError as error:
            task.ended = {lang: f"{error.message(lang)} {error.remedy(lang)}" for lang in LANGS}
        except BaseException:
            task.stopped = True
            raise
        else:
            _conclude(upload, report)
        finally:
            self._save(upload)

    def _ingest(self, upload: Upload, watch: "_Watch") -> Report:
        task = upload.task
        assert task is not None
        sources = {one.name: one.source for one in upload.files if one.source}
        options = Options(dry_run=task.dry_run, accept_fall=task.accept_fall, mappings=self.mappings)
        sent = [one for one in upload.files if not one.skip]
        corrected = [self.shelf.path(upload, one) for one in sent if self.look(upload, one).corrected]
        lists = [path for path in self.shelf.paths(upload) if path not in corrected]
        report = ingest_paths(self._store(), lists, sources, options, watch)
        for path in corrected:
            report.runs += retry(self._store(), None, path, options, watch).runs
        for run in report.runs:
            del run.errors[SHOWN:], run.notes[SHOWN:]
        return report

    @property
    def ending(self) -> bool:
        return self._ending.is_set()


class _Watch:
    """Writes down how far a job is, at most twice a second; stops it when the server ends."""

    def __init__(self, jobs: Jobs, upload: Upload) -> None:
        self._jobs, self._upload = jobs, upload
        self._runs: dict[int, tuple[str, int, int]] = {}
        self._last = 0.0

    def __call__(self, run: RunReport) -> None:
        if self._jobs.ending:
            raise _Stopped
        self._runs[id(run)] = run.file, run.read, run.quarantined
        if monotonic() - self._last < _OFTEN:
            return
        self._last = monotonic()
        task = self._upload.task
        assert task is not None
        task.file = run.file
        task.files_done = len({file for file, _, _ in self._runs.values()}) - 1
        task.read = sum(read for _, read, _ in self._runs.values())
        task.quarantined = sum(quarantined for _, _, quarantined in self._runs.values())
        with suppress(DiskFull, DataUnwritable):
            self._jobs.shelf.save(self._upload)


def _conclude(upload: Upload, report: Report) -> None:
    upload.task = None
    if report.dry_run:
        upload.rehearsal = report
    else:
        upload.report, upload.rehearsal, upload.loaded = report, None, _now()


def _told(done: Future[None]) -> None:
    """A slip of ours is logged, by its kind alone, as its words may quote a cell; its upload stands as cut off."""
    if not done.cancelled() and (slip := done.exception()) and not isinstance(slip, _Stopped):
        _log.error("a load ended with %s", type(slip).__name__)
        _log.debug("the error in full", exc_info=slip)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

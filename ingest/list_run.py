"""One list of one file, from its first batch to its sweep: what a run does, whatever the job around it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import cypher
from graph.batch import Outcome, write_batch
from graph.claims import Origin
from graph.errors import Conflict, TooMuch
from graph.store import Store
from graph.things import Statement
from ingest.files import Piece
from ingest.lock import SourceLock
from ingest.problems import Problem, RowProblem, problem
from ingest.quarantine import keep, refused_problem
from ingest.report import RunReport
from ingest.sweep import sweep

BATCH = 2_000

Progress = Callable[[RunReport], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How a job is done: `accept_fall` lets a list shrink by more than a fifth; `reference` loads our own data first;
    `allow_url` fetches lists from https addresses."""

    dry_run: bool = False
    accept_fall: bool = False
    reference: bool = True
    batch: int = BATCH
    allow_url: bool = False


@dataclass(slots=True)
class _Batch:
    """Records of one batch: the statements of the good ones, the problems of the others."""

    number: int
    statements: list[Statement] = field(default_factory=list[Statement])
    records: int = 0
    problems: list[tuple[Problem, str]] = field(default_factory=list[tuple[Problem, str]])


class ListRun:
    """A list may stand in several tables of its file: `read` takes each, `finish` sweeps when all are read."""

    def __init__(self, store: Store, piece: Piece, options: Options, progress: Progress) -> None:
        self.store, self.source, self.options, self.progress = store, piece.source, options, progress
        self.report = RunReport(piece.source.name, piece.list)
        self.origin, self.done = self._begin(piece)
        self._number = 0
        self._mentioned: set[str] = set()
        self._rehearsed: set[str] | None = set() if options.dry_run else None  # claims a dry run would have written
        self._untaken: dict[str, None] = {}

    def read(self, piece: Piece, lock: SourceLock | None) -> None:
        """Write a table's records batch by batch; without a lock it is a rehearsal, rolled back."""
        self.report.notes += piece.notes
        for batch in self._batches(piece):
            if lock:
                lock.renew()
            self._count(batch, self._settle(batch))
            if lock:
                keep(self.store, self.origin, batch.problems)
            if lock and batch.number == 2:
                self.store.replan()

    def finish(self) -> RunReport:
        """Close what the list no longer holds, and the run."""
        report = self.report
        said = {note.value for note in report.notes}
        left = (name for name in self._untaken if name not in said)
        report.notes += [problem("column-untaken", name).at(file=self.origin.list) for name in left]
        sweep(self.store, self.origin, self.source, report, self.options.accept_fall, self._rehearsed)
        if not self.options.dry_run:
            self._end()
        return report

    def _begin(self, piece: Piece) -> tuple[Origin, dict[int, dict[str, Any]]]:
        """A new run, or the one over this very file that was cut off, with its acknowledged batches."""
        about = {"source": self.source.name, "sha256": piece.sha256, "list": piece.list}
        started = datetime.now(UTC).isoformat(timespec="microseconds")
        if self.options.dry_run:
            return self._origin(about, f"dry-{started}", started), {}
        if open_runs := self._send("write/run_open", **about):
            origin = self._origin(about, open_runs[0]["id"], open_runs[0]["started"])
            self.report.resumed = True
        else:
            origin = self._origin(about, f"{self.source.name}-{started}", started)
            self._send("write/run_begin", id=origin.run, started=started, **about)
        self.report.run = origin.run
        return origin, {row["number"]: row for row in self._send("write/batches_done", run=origin.run)}

    def _origin(self, about: dict[str, str], run: str, seen: str) -> Origin:
        return Origin(self.source.name, self.source.rank, about["list"], run, seen, about["sha256"])

    def _batches(self, piece: Piece) -> Iterator[_Batch]:
        while chunk := list(islice(piece.records, self.options.batch)):
            self._number += 1
            batch = _Batch(self._number, records=len(chunk))
            for record in chunk:
                try:
                    batch.statements += self.source.statements(record)
                except RowProblem as error:
                    batch.problems.append((error.problem.at(file=piece.list), record.as_json()))
                else:
                    self._untaken |= dict.fromkeys(record.finish())
                self.report.notes += record.warnings
            yield batch

    def _settle(self, batch: _Batch) -> Outcome:
        """What became of a batch, now or before the run was cut off: what was refused then is tried again, and told."""
        done = self.done.get(batch.number)
        if done and not done["refused"]:
            return Outcome(done["written"], done["unchanged"])
        outcome = self._write(batch)
        return replace(outcome, written=done["written"], unchanged=done["unchanged"]) if done else outcome

    def _write(self, batch: _Batch) -> Outcome:
        outcome = self._send_batch(batch.statements, batch.number, Outcome())
        if self._rehearsed is None:
            self._mentioned |= outcome.mentions
        else:
            self._rehearsed |= outcome.mentions | {f"{self.source.name}:{s.key}" for s in batch.statements}
        return outcome

    def _send_batch(self, told: list[Statement], number: int | None, before: Outcome) -> Outcome:
        """One transaction, or two of half the size where one is too much or others keep changing the same things."""
        try:
            keep = not self.options.dry_run
            return before + write_batch(self.store, self.origin, number, told, self._mentioned, keep, before)
        except (TooMuch, Conflict):
            records = list(dict.fromkeys(s.record for s in told))
            if len(records) == 1:
                raise
            first = set(records[: len(records) // 2])
            half = self._send_batch([s for s in told if s.record in first], None, before)
            return self._send_batch([s for s in told if s.record not in first], number, half)

    def _count(self, batch: _Batch, outcome: Outcome) -> None:
        batch.problems += [(refused_problem(s, why, self.origin.list), "") for s, why in outcome.refused]
        self.report.read += batch.records
        self.report.written += outcome.written
        self.report.unchanged += outcome.unchanged
        self.report.quarantined += len(batch.problems)
        self.report.errors += [p for p, _ in batch.problems]
        self.progress(self.report)

    def _end(self) -> None:
        report, origin = self.report, self.origin
        counts = {"read": report.read, "written": report.written, "unchanged": report.unchanged}
        finished = datetime.now(UTC).isoformat(timespec="microseconds")
        self._send(
            "write/run_end",
            id=origin.run,
            finished=finished,
            quarantined=report.quarantined,
            closed=report.closed,
            **counts,
        )
        self._send("write/quarantine_clear", source=origin.source, list=origin.list, run=origin.run)

    def _send(self, query: str, **parameters: object) -> list[dict[str, Any]]:
        return self.store.write(lambda tx: tx.run(cypher.load(query), **parameters))

"""One list of one file, from its first batch to its sweep: what a run does, whatever the job around it is."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import cypher
from graph.batch import write_batch
from graph.claims import Origin
from graph.errors import Conflict, TooMuch
from graph.outcome import Outcome
from graph.store import Store
from graph.things import Statement
from ingest.files import Piece
from ingest.lock import SourceLock
from ingest.problems import FileProblem, Problem, RowProblem, problem
from ingest.quarantine import Refused, keep, refused_problem, settle, told
from ingest.record import Record
from ingest.report import RunReport, passed_over
from ingest.sweep import sweep

BATCH = 2_000
NOTED = 1_000
"""How many remarks on rows are told and kept with the run; the others are counted."""
_ONCE = frozenset({"sector-kept"})
"""Remarks on a word that many rows share: told where it stands first."""

Progress = Callable[[RunReport], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How a job is done: `accept_fall` lets a list shrink by more than a fifth; `reference` loads our own data first;
    `allow_url` fetches lists from https addresses; `mappings` is a folder of saved mappings, or the file of one."""

    dry_run: bool = False
    accept_fall: bool = False
    reference: bool = True
    batch: int = BATCH
    allow_url: bool = False
    mappings: Path | None = None


@dataclass(slots=True)
class _Batch:
    """Records of one batch: the good ones with their statements, by address, and the others with what is wrong."""

    number: int
    records: int
    statements: list[Statement] = field(default_factory=list[Statement])
    good: dict[str, Record] = field(default_factory=dict[str, Record])
    refused: list[Refused] = field(default_factory=list[Refused])


class ListRun:
    """A list may stand in several tables of its file: `read` takes each, `finish` sweeps when all are read."""

    def __init__(self, store: Store, piece: Piece, options: Options, progress: Progress) -> None:
        self.store, self.source, self.options, self.progress = store, piece.source, options, progress
        self.report = RunReport(piece.source.name, piece.list)
        self.amends = piece.amends
        self.origin, self.done = self._begin(piece)
        self._number = 0
        self._mentioned: set[str] = set()
        self._met: Counter[str] = Counter()  # refused records that say the same
        self._rehearsed: set[str] | None = set() if options.dry_run else None  # claims a dry run would have written
        self._untaken: dict[str, None] = {}
        self._unsaid = 0
        self._said: set[tuple[str, str]] = set()

    def read(self, piece: Piece, lock: SourceLock | None) -> None:
        """Write a table's records batch by batch; without a lock it is a rehearsal, rolled back."""
        self.report.notes += piece.notes
        for batch in self._batches(piece):
            if lock:
                lock.renew()
            self._count(batch, self._settle(batch))
            if lock:
                keep(self.store, self.origin, batch.refused, self._met, self.amends)
                settle(self.store, self.origin.run, [r.waits for r in batch.good.values() if r.waits])
            if lock and batch.number == 2:
                self.store.replan()
        passed = passed_over(piece.skipped)
        self.report.notes += [found.at(file=piece.list, sheet=piece.sheet) for found in passed]

    def finish(self, lock: SourceLock | None, untold: Sequence[Problem] = ()) -> RunReport:
        """Close what the list no longer holds, and the run. A part of a list says nothing of the rest of it, nor does one of
        whose file some tables are `untold`: what stands there may be this list's."""
        report, swept = self.report, False
        if lock:
            lock.renew()  # other lists of the file may have been read since the last batch of this one
        if not self.amends:
            said = {note.value for note in report.notes}
            left = (name for name in self._untaken if name not in said)
            self._note([problem("column-untaken", name).at(file=self.origin.list) for name in left])
        if self._unsaid:
            report.notes.append(problem("notes-more", count=self._unsaid).at(file=self.origin.list))
        if not self.amends:
            fall = self.options.accept_fall
            swept = sweep(self.store, self.origin, self.source, report, fall, lock, self._rehearsed, len(untold))
        if not self.options.dry_run:
            self._end(swept, list({found.sheet for found in untold}))
        return report

    def _begin(self, piece: Piece) -> tuple[Origin, dict[int, dict[str, Any]]]:
        """A new run, or the one over this very file that was cut off, with its acknowledged batches."""
        about = {"source": self.source.name, "sha256": piece.sha256, "list": piece.list, "reading": piece.reading}
        started = datetime.now(UTC).isoformat(timespec="microseconds")
        if self.options.dry_run:
            return self._origin(piece, f"dry-{started}", started), {}
        if not piece.amends and (open_runs := self._send("write/run_open", **about)):
            origin = self._origin(piece, open_runs[0]["id"], open_runs[0]["started"])
            self.report.resumed = True
        else:
            origin = self._origin(piece, f"{self.source.name}-{started}", started)
            kind = "retry" if piece.amends else "load"
            self._send("write/run_begin", id=origin.run, started=started, kind=kind, **about)
        self.report.run = origin.run
        return origin, {row["number"]: row for row in self._send("write/batches_done", run=origin.run)}

    def _origin(self, piece: Piece, run: str, seen: str) -> Origin:
        return Origin(self.source.name, self.source.rank, piece.list, run, seen, piece.sha256, piece.beside)

    def _batches(self, piece: Piece) -> Iterator[_Batch]:
        """Batch by batch; where the file breaks off, what was read before is a batch too."""
        for chunk in _chunks(piece.records, self.options.batch):
            self._number += 1
            batch = _Batch(self._number, len(chunk))
            for record in chunk:
                try:
                    batch.statements += self.source.statements(record)
                except RowProblem as error:
                    batch.refused.append((record, [found.at(file=piece.list) for found in error.problems]))
                else:
                    batch.good[record.address] = record
                    self._untaken |= dict.fromkeys(record.finish())
                    self._note(record.warnings)
            yield batch

    def _note(self, warnings: list[Problem]) -> None:
        warnings = [it for it in warnings if it.code not in _ONCE or self._first(it)]
        room = max(NOTED - len(self.report.notes), 0)
        self.report.notes += warnings[:room]
        self._unsaid += len(warnings[room:])

    def _first(self, found: Problem) -> bool:
        said = found.code, found.value
        known = said in self._said
        if len(self._said) < NOTED:
            self._said.add(said)
        return not known

    def _settle(self, batch: _Batch) -> Outcome:
        """What became of a batch, now or before the run was cut off: what was refused then is tried again, and told."""
        done = self.done.get(batch.number)
        if done and not done["refused"]:
            return _counted(Outcome(), done)
        outcome = self._write(batch)
        return _counted(outcome, done) if done else outcome

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
        refused: dict[str, list[Problem]] = {}
        for statement, why in outcome.refused:
            found = refused_problem(statement, why, self.origin.list, batch.good[statement.record])
            mine = refused.setdefault(statement.record, [])
            mine += [found] if found not in mine else []
        batch.refused += [(batch.good.pop(record), problems) for record, problems in refused.items()]
        self.report.read += batch.records
        self.report.written += outcome.written
        self.report.new += outcome.new
        self.report.unchanged += outcome.unchanged
        self.report.quarantined += len(batch.refused)
        self.report.errors += [found for _, problems in batch.refused for found in problems]
        self.progress(self.report)

    def _end(self, swept: bool, untold: list[str]) -> None:
        report, origin = self.report, self.origin
        counts = {name: getattr(report, name) for name in ("read", "written", "new", "unchanged")}
        finished = datetime.now(UTC).isoformat(timespec="microseconds")
        if report.notes:
            said = json.dumps([told(note) for note in report.notes], ensure_ascii=False)
            self._send("write/notes", id=origin.run, said=said)
        if not self.amends:
            about = {"source": origin.source, "list": origin.list, "run": origin.run}
            self._send("write/quarantine_clear", untold=untold, **about)
        self._send(
            "write/run_end",
            id=origin.run,
            finished=finished,
            quarantined=report.quarantined,
            closed=report.closed,
            swept=swept,
            **counts,
        )

    def _send(self, query: str, **parameters: object) -> list[dict[str, Any]]:
        return self.store.write(lambda tx: tx.run(cypher.load(query), **parameters))


def _chunks(records: Iterator[Record], size: int) -> Iterator[list[Record]]:
    """So many records at a time. Raises the FileProblem of the reader once what came before it was given."""
    broken: FileProblem | None = None
    while not broken:
        chunk: list[Record] = []
        try:
            chunk.extend(islice(records, size))
        except FileProblem as error:
            broken = error
        if chunk:
            yield chunk
        elif not broken:
            return
    raise broken


def _counted(outcome: Outcome, done: dict[str, Any]) -> Outcome:
    """An outcome with the counts of the batch as it was first acknowledged."""
    return replace(outcome, written=done["written"], new=done["new"] or 0, unchanged=done["unchanged"])

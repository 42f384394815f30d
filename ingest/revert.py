"""One run taken back: what the graph then holds is as if it had never been, but for what later runs still hold.

    revert(store, run_id)                 # or dry_run=True: what would become of it

Exact are words, ties, lists, belief, keys, entities, and where and when a claim was seen in its last eight sightings
(`graph.tape` says what is lost beyond them). Rows that waited since this run go, rows of earlier runs that it cleared
wait again; those it tried again and refused keep their newer reasons.
Each chunk of claims is one transaction that also notes what it came to: a revert that was cut off is taken up again by
the next call, and until then its run counts as neither loaded nor open.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar

import cypher
from graph import runs
from graph.asked import AskedError, Words
from graph.belief import Apart
from graph.days import minute_of
from graph.errors import AmityError
from graph.retract import Retracted, plan, retract
from graph.spared import Leaving
from graph.store import Store, Viewer, Work
from graph.tape import Run
from graph.texts import date_text
from ingest.lock import SourceLock, locked
from ingest.problems import FileProblem

CHUNK = 500
Progress = Callable[[int, int], None]
Row = dict[str, Any]


class RunUnknown(AskedError):
    """No run has the id `what`; `choices` are the latest."""

    status = 404
    words: ClassVar[Words] = {
        "vi": ("Không có lần nạp “{what}”.", "Lấy mã lần nạp từ `amity runs list`."),
        "en": ("There is no load “{what}”.", "Take the id of a load from `amity runs list`."),
    }

    def __init__(self, what: str, choices: Sequence[Row]) -> None:
        super().__init__(what=what[:200])
        self.choices = [{"id": r["id"], "type": "Run", "name": r["file"] or r["id"]} for r in choices]


class RunReverted(AskedError):
    """The run `what` was taken back at `when` already."""

    status = 409
    words: ClassVar[Words] = {
        "vi": ("Lần nạp “{what}” đã được thu hồi lúc {when}.", "Muốn có lại dữ liệu thì nạp lại tệp."),
        "en": ("The load “{what}” was taken back at {when}.", "Load the file again to have its data back."),
    }

    def _in(self, lang: str) -> Row:
        when = str(self.values["when"])
        return super()._in(lang) | {"when": f"{date_text(when, lang)} {minute_of(when)}"}


class SourceBusy(AmityError):
    """Another run holds the source."""

    status = 409

    def __init__(self, problem: FileProblem) -> None:
        super().__init__()
        self.problem = problem.problem

    def message(self, lang: str = "vi") -> str:
        return self.problem.message("vi" if lang == "vi" else "en")

    def remedy(self, lang: str = "vi") -> str:
        return self.problem.remedy("vi" if lang == "vi" else "en")


@dataclass(frozen=True, slots=True)
class Reverted:
    """What a revert came to, in claims (records; things only mentioned are not counted).

    `removed` nobody says any more, `restored` say what they said before, `reopened` are on their list again; `held_by`
    are later runs that say the same or something newer: {"run", "file", "claims"}. `unknown` were changed before former
    words were kept, and stay.
    """

    run: str
    removed: int = 0
    restored: int = 0
    reopened: int = 0
    unknown: int = 0
    entities_gone: int = 0
    held_by: list[Row] = field(default_factory=list[Row])
    dry_run: bool = False

    def as_json(self) -> Row:
        return asdict(self)


def _quiet(_: int, __: int) -> None:
    """Nobody watches."""


def revert(store: Store, run_id: str, dry_run: bool = False, progress: Progress = _quiet) -> Reverted:
    """Take back exactly what a run said. `progress` is told claims done and claims in all.

    Raises RunUnknown, RunReverted, SourceBusy while a load of the same source goes on, and StoreError: then the next
    call goes on where this one stopped.
    """
    kept = _kept(store, run_id)
    if dry_run:
        return _Revert(store, kept).rehearse()
    try:
        with locked(store, kept["source"]) as lock:
            return _Revert(store, _kept(store, run_id)).act(lock, progress)
    except FileProblem as problem:
        raise SourceBusy(problem) from problem


def _kept(store: Store, run_id: str) -> Row:
    found = runs.kept(store, Viewer(), [run_id]).get(run_id)
    if found is None:
        raise RunUnknown(run_id, runs.runs(store, Viewer(), limit=10)["items"])
    if when := found.get("reverted"):
        raise RunReverted(what=run_id, when=when)
    return found


class _Revert:
    def __init__(self, store: Store, kept: Row) -> None:
        self.store, self.kept, self.id = store, kept, kept["id"]
        rows = self._send("write/runs_of", source=kept["source"])
        told = {r["id"]: Run(r["id"], r["started"], r["list"], r["sha256"], r["swept"], r["stands"]) for r in rows}
        self.runs = list(told.values())
        self.complete = [told[r["id"]] for r in rows if r["complete"] and r["stands"]]
        self.run = next(run for run in self.runs if run.id == self.id)
        self.came = Retracted(**json.loads(kept.get("undone") or "{}"))  # of a try that was cut off

    def rehearse(self) -> Reverted:
        leaving = Leaving()
        for ids in self._chunks():
            some, came = self.store.write(partial(plan, run=self.run, runs=self.runs, ids=ids))
            leaving.add(some)
            self.came = self.came.add(came)
        self.came.entities_gone += self.store.write(leaving.entities)
        return self._told(dry_run=True)

    def act(self, lock: SourceLock, progress: Progress) -> Reverted:
        self._send("write/revert_begin", id=self.id, now=_now())
        done = 0
        for ids in self._chunks():
            lock.renew()
            self.came = self.store.write(partial(self._step, ids=ids))
            done += len(ids)
            progress(done, self.total)
        self.store.write(self._finish)
        return self._told()

    def _step(self, tx: Work, ids: list[str]) -> Retracted:
        came = self.came.add(retract(Apart(self.store), tx, self.run, self.runs, ids))
        tx.run(cypher.load("write/revert_note"), id=self.id, undone=json.dumps(asdict(came)))
        return came

    def _finish(self, tx: Work) -> None:
        """What waits, what was acknowledged and what was remarked goes; the run is marked."""
        later = [r for r in self.complete if r.list == self.run.list and r.started > self.run.started]
        heir = min(later, key=lambda r: r.started).id if later else None
        tx.run(cypher.load("write/quarantine_return"), source=self.kept["source"], run=self.id, heir=heir)
        for name in ("forget_quarantine", "forget_batches", "forget_notes"):
            tx.run(cypher.load(f"write/{name}"), run=self.id)
        tx.run(cypher.load("write/revert_end"), id=self.id, now=_now())

    def _chunks(self) -> Iterator[list[str]]:
        """The claims in which the run is still to be heard: records before what they mention."""
        asked = {"source": self.kept["source"], "run": self.id, "seen": self.run.started}
        found = [row for name in ("claims_of_run", "formers_of_run") for row in self._send(f"write/{name}", **asked)]
        ids = list(dict.fromkeys(r["claim"] for r in sorted(found, key=lambda r: (r["mention"], r["claim"]))))
        self.total = len(ids)
        return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))

    def _told(self, dry_run: bool = False) -> Reverted:
        files = {run.id: run.list for run in self.runs}
        held = [{"run": id_, "file": files.get(id_), "claims": n} for id_, n in sorted(self.came.held.items())]
        counts = {k: v for k, v in asdict(self.came).items() if k != "held"}
        return Reverted(self.id, **counts, held_by=held, dry_run=dry_run)

    def _send(self, name: str, **parameters: object) -> list[Row]:
        return self.store.write(lambda tx: tx.run(cypher.load(name), **parameters))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")

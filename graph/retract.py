"""A run taken out of some claims, in one transaction: what the graph then holds is as if the run had never been.

What later runs said of the same claims stays, and is theirs from then on. Entities that nobody speaks of any more go,
with their keys; belief about the others is laid anew.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import cypher
from graph.belief import recompute
from graph.claims import Row, ends_of
from graph.forget import forget_keys, forget_unspoken
from graph.formers import tapes, unstate
from graph.retry import Overtaken
from graph.store import Work
from graph.survivors import At, placed, stand
from graph.tape import Event, Run, Tape, events, play, whole, without


@dataclass(slots=True)
class Retracted:
    """What became of claims, mentions left out: counts, and by later run how many it still holds.

    `unknown` were changed before former words were kept, and stay as they are.
    """

    removed: int = 0
    restored: int = 0
    reopened: int = 0
    unknown: int = 0
    entities_gone: int = 0
    held: dict[str, int] = field(default_factory=dict[str, int])

    def add(self, other: "Retracted") -> "Retracted":
        return Retracted(
            self.removed + other.removed, self.restored + other.restored, self.reopened + other.reopened,
            self.unknown + other.unknown, self.entities_gone + other.entities_gone,
            dict(Counter(self.held) + Counter(other.held)),
        )  # fmt: skip


@dataclass(slots=True)
class Change:
    """One claim before and after; `entity` is its home. `spoke`: the run said it or took it off its list, and did not just see it again."""

    id: str
    entity: str
    now: Tape
    rest: list[Event]
    spoke: bool
    then: Tape = field(default_factory=Tape)

    @property
    def ends(self) -> set[str]:
        """The homes that ties of the present or a former state lead from and to."""
        told = (self.now.claim, *(f["claim"] for f in self.now.formers))
        return {end for claim in told for end in ends_of((claim or {}).get("ties", ()))}


def plan(tx: Work, run: Run, runs: Sequence[Run], ids: Iterable[str]) -> tuple[list[Change], Retracted]:
    """What would become of these claims without the run; nothing is written, and ties are left out."""
    by_moment = {r.started: r for r in runs}
    changes: list[Change] = []
    came = Retracted()
    for id_, (entity, tape) in tapes(tx, ids).items():
        told = events(tape, by_moment)
        if not whole(tape, told):
            came.unknown += not tape.claim["mention"] if tape.claim else 0
            continue
        rest = without(told, run.id, runs)
        change = Change(id_, entity, tape, rest, _spoke(tape, run.id), play(rest))
        changes.append(change)
        if tape.claim and not tape.claim["mention"]:
            _count(came, change, took_off=any(e.words is None for e in told if e.run == run.id))
    return changes, came


def retract(apart: Work, tx: Work, run: Run, runs: Sequence[Run], ids: Iterable[str]) -> Retracted:
    """Take the run out of these claims; `apart` looks up beforehand whom that concerns, so that they are held in `tx`."""
    wanted = sorted(ids)
    near = {
        id_ for change in plan(apart, run, runs, wanted)[0] if change.spoke for id_ in (change.entity, *change.ends)
    }
    at = stand(apart, tx, near)
    tx.run(cypher.load("write/lock_claims"), ids=wanted)
    changes, came = plan(tx, run, runs, wanted)
    spoke = [change for change in changes if change.spoke]
    if not near.issuperset(id_ for change in spoke for id_ in (change.entity, *change.ends)):
        raise Overtaken
    _replay(tx, spoke, run, runs, at)
    _write(tx, changes, at)
    if near:
        recompute(tx, {at.get(change.entity, change.entity) for change in spoke})
        forget_keys(tx, run.id, near, runs)
        came.entities_gone = forget_unspoken(tx, near)
    return came


def _replay(tx: Work, changes: Sequence[Change], run: Run, runs: Sequence[Run], at: At) -> None:
    """Take the present ties out of the graph, and work out once more with them what is left."""
    by_moment = {r.started: r for r in runs}
    stated = unstate(tx, {c.id: c.now.claim["ties"] for c in changes if c.now.claim}, at)
    for change in changes:
        change.now.stated = stated[change.id]
        change.then = play(without(events(change.now, by_moment), run.id, runs))


def _write(tx: Work, changes: Sequence[Change], at: At) -> None:
    gone = [c.id for c in changes if c.then.claim is None]
    retold = [c for c in changes if c.then.claim is not None and c.then.formers != c.now.formers]
    _send(tx, "write/forget_formers", ids=[*gone, *(c.id for c in retold)])
    _send(tx, "write/forget_claims", ids=gone)
    moved = [
        c for c in changes if c.then.claim is not None and (c.then.claim, c.then.about) != (c.now.claim, c.now.about)
    ]
    _send(tx, "write/restate_claims", rows=[{"claim": c.then.claim, "about": c.then.about} for c in moved])
    _send(tx, "write/create_formers", rows=[{"of": c.id, **former} for c in retold for former in c.then.formers])
    ties: dict[str, list[Row]] = {}
    for text in (text for change in changes if change.spoke for text in change.then.stated):
        type_, source, target, properties = json.loads(text)
        tie = {"source": source, "target": target, "properties": properties}
        ties.setdefault(type_, []).append(placed(type_, tie, at))
    for type_, rows in ties.items():
        tx.run(cypher.load("write/create_ties").fill(tie=type_), rows=rows)


def _send(tx: Work, name: str, **rows: list[Any]) -> None:
    if any(rows.values()):
        tx.run(cypher.load(name), **rows)


def _spoke(tape: Tape, run: str) -> bool:
    formers = [f["became"] for f in tape.formers]
    return tape.about["run"] == run or any(run in (f["run"], f["by"]) for f in formers)


def _count(came: Retracted, change: Change, took_off: bool) -> None:
    now, then = change.now.claim, change.then.claim
    if then is None:
        came.removed += 1
    elif now and _standing(now) == _standing(then):
        if change.spoke:
            last = next(e for e in reversed(change.rest) if took_off or e.words is not None)
            came.held[last.run] = came.held.get(last.run, 0) + 1
    elif took_off:
        came.reopened += 1
    else:
        came.restored += 1


def _standing(claim: Row) -> tuple[object, ...]:
    return claim["hash"], sorted(claim["lists"]), "closed" in claim

"""Statements into the graph: claims below, golden records and ties above, batch by batch.

One batch is one transaction: what it says, what follows from it, and its acknowledgement stand or fall together, and
running it again changes nothing. A claim keeps its own words; its hash tells a repetition from a change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import cypher
from graph import golden
from graph.belief import recompute
from graph.claims import Origin, Row, check_ends, claim_row, hash_of, mention, mentions_of, stated_from, tie_row
from graph.errors import AmbiguousName, DuplicateRecord, TypeMismatch
from graph.identity import DECIDING, Candidate, Register, identify, new_id
from graph.model import ENTITIES
from graph.store import Store, Work
from graph.things import Entity, Statement, Tie

Ends = list[tuple[Tie, str, str]]


@dataclass(slots=True)
class Outcome:
    """What became of a batch: counts of records, and of each record that was refused one statement with its reason."""

    written: int = 0
    unchanged: int = 0
    refused: list[tuple[Statement, Exception]] = field(default_factory=list[tuple[Statement, Exception]])
    mentions: set[str] = field(default_factory=set[str])

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.written + other.written,
            self.unchanged + other.unchanged,
            self.refused + other.refused,
            self.mentions | other.mentions,
        )


@dataclass(slots=True)
class _Plan:
    """The rows of one transaction, gathered before anything is written."""

    new_entities: dict[str, dict[str, Row]] = field(default_factory=dict[str, dict[str, Row]])
    keys: dict[str, dict[str, None]] = field(default_factory=dict[str, dict[str, None]])
    create: list[Row] = field(default_factory=list[Row])
    change: list[Row] = field(default_factory=list[Row])
    touch: list[str] = field(default_factory=list[str])
    ties: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    drop_ties: list[Row] = field(default_factory=list[Row])
    recompute: set[str] = field(default_factory=set[str])


def write_batch(
    store: Store,
    origin: Origin,
    number: int | None,
    statements: Sequence[Statement],
    mentioned: frozenset[str] | set[str],
    keep: bool = True,
) -> Outcome:
    """Write one batch of statements; `mentioned` are the mention claims this run has already seen.

    `number` acknowledges the batch of the run; None acknowledges nothing, for a part of one.

    Statements whose names are ambiguous, whose type contradicts or whose key came twice are refused, not written.
    Without `keep` everything is done and rolled back: the outcome is what would have come of it.
    """

    def work(tx: Work) -> Outcome:
        batch = _Batch(tx, origin, mentioned)
        outcome = batch.plan(statements)
        batch.write()
        if number is not None:
            tx.run(
                cypher.load("write/batch"), id=f"{origin.run}/{number}", run=origin.run, number=number,
                records=len(statements), written=outcome.written, unchanged=outcome.unchanged,
            )  # fmt: skip
        if not keep:
            raise _Rehearsed(outcome)
        return outcome

    try:
        return store.write(work)
    except _Rehearsed as rehearsal:
        return rehearsal.outcome


class _Rehearsed(Exception):
    """Rolls a rehearsed transaction back and carries what would have come of it."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class _Batch:
    def __init__(self, tx: Work, origin: Origin, mentioned: frozenset[str] | set[str]) -> None:
        self.tx, self.origin, self.mentioned = tx, origin, mentioned
        self.register, self.rows = Register(), _Plan()
        self.known: dict[str, Row] = {}
        self.outcome, self.refused = Outcome(), set[str]()
        self.born: dict[str, str] = {}
        self.given: set[str] = set()  # ids that things brought along: the graph may hold them already
        self.heard: dict[str, list[Mapping[str, Any]]] = {}

    def plan(self, statements: Sequence[Statement]) -> Outcome:
        fresh = self._sort_known(statements)
        ends = [end for s in fresh for end in (s.about, *(e for t in s.ties for e in (t.source, t.target)))]
        self._look_up(ends)
        self._know(k for s in statements for k in mentions_of(s) if self._id(k) not in self.mentioned)
        placed = [(s, ends) for s in fresh if (ends := self._try(s)) is not None]
        for statement, (about, ends) in placed:
            if statement.record not in self.refused:
                self._state(statement, about, ends)
        for statement in statements:
            if statement.record not in self.refused:
                self._mentions(statement)
        self._tally(statements, fresh)
        return self.outcome

    def _refuse(self, statement: Statement, why: Exception) -> None:
        """Nothing of its record is written; the first reason is the one that is told."""
        if statement.record not in self.refused:
            self.refused.add(statement.record)
            self.outcome.refused.append((statement, why))

    def _tally(self, statements: Sequence[Statement], fresh: Sequence[Statement]) -> None:
        told = {s.record for s in statements} - self.refused
        self.outcome.written = len(told & {s.record for s in fresh})
        self.outcome.unchanged = len(told) - self.outcome.written

    def _id(self, key: str) -> str:
        return f"{self.origin.source}:{key}"

    def _know(self, keys: Iterable[str]) -> None:
        ids = list(dict.fromkeys(self._id(k) for k in keys))
        if ids:
            self.known |= {r["claim"]: r for r in self.tx.run(cypher.load("write/claims_known"), ids=ids)}

    def _sort_known(self, statements: Sequence[Statement]) -> list[Statement]:
        """Those statements that say something new; repetitions are touched, a second record of one key is refused."""
        self._know(s.key for s in statements)
        fresh: list[Statement] = []
        seen: dict[str, Statement] = {}
        for statement in statements:
            id_ = self._id(statement.key)
            known, first = self.known.get(id_), seen.setdefault(id_, statement)
            if first is not statement:
                self._refuse(statement, DuplicateRecord(statement.key, first.row))
            elif known and known["last_seen"] == self.origin.seen and known["row"] != statement.row:
                self._refuse(statement, DuplicateRecord(statement.key, known["row"]))
            elif known and known["hash"] == hash_of(statement) and self._listed(known):
                self.rows.touch.append(id_)
            else:
                fresh.append(statement)
        return fresh

    def _listed(self, known: Row) -> bool:
        return not known["closed"] and self.origin.list in known["lists"]

    def _look_up(self, things: Iterable[Entity]) -> None:
        keys = list({key for thing in things if not thing.id for key in identify(thing).all})
        if not keys:
            return
        for row in self.tx.run(_keys_known(), keys=keys):
            deciding = {p: row[p] for p in DECIDING if row[p] is not None}
            self.register.add(row["key"], Candidate(row["id"], row["type"], deciding))

    def _place(self, thing: Entity) -> str:
        """The id of the entity a thing names, made if nobody knows it yet."""
        found = self.register.find(thing)
        if found and not thing.id:
            return found
        id_ = found or new_id(thing)
        if id_ not in self.born:
            self.born[id_] = thing.new_type
            self.register.enter(thing, id_)
        if thing.id:
            self.given.add(id_)
        return id_

    def _enlist(self, thing: Entity, id_: str) -> None:
        if id_ in self.born:
            seed = {"id": id_, "type": self.born[id_], "name": thing.name}
            self.rows.new_entities.setdefault(self.born[id_], {}).setdefault(id_, {"id": id_, "golden": seed})
        if not thing.id:
            for key in identify(thing).all:
                if not self.register.stands(key, id_):
                    self.rows.keys.setdefault(key, {})[id_] = None

    def _try(self, statement: Statement) -> tuple[str, Ends] | None:
        """The ids of what a statement is about and of its ties' ends; None if its record is refused."""
        known = self.known.get(self._id(statement.key))
        try:
            about = known["entity"] if known else self._place(statement.about)
            ties = [tie for tie in statement.ties if self._bearable(tie)]
            ends = [(t, self._end(t.source, statement, about), self._end(t.target, statement, about)) for t in ties]
            for tie, source, target in ends:
                check_ends(tie, source, target)
        except (AmbiguousName, TypeMismatch) as problem:
            self._refuse(statement, problem)
            return None
        return about, ends

    def _state(self, statement: Statement, about: str, ends: Ends) -> None:
        claim = self._id(statement.key)
        self._enlist(statement.about, about)
        for tie, source, target in ends:
            self._enlist_end(tie.source, source, about)
            self._enlist_end(tie.target, target, about)
        told = [tie_row(self.origin, claim, tie, source, target) for tie, source, target in ends]
        self._claim(statement, about, self.known.get(claim), told)
        for type_, row in {row["properties"]["id"]: (type_, row) for type_, row in told}.values():
            self.rows.ties.setdefault(type_, []).append(row)

    def _bearable(self, tie: Tie) -> bool:
        """Whether every end that is linked only if it is known, is known, and as one."""
        try:
            return all(self.register.find(end) for end in (tie.source, tie.target) if end.only_known)
        except (AmbiguousName, TypeMismatch):
            return False

    def _claim(
        self, statement: Statement, about: str, known: Row | None, ties: list[tuple[str, Row]], mention: bool = False
    ) -> None:
        lists = known["lists"] if known and not known["closed"] else []
        row = claim_row(self.origin, statement, ties, lists, mention)
        if known:
            self.rows.change.append(row)
            self.rows.drop_ties += stated_from(known["claim"], known["ties"])
        else:
            row["entity"] = about
            row["about"]["first_seen"] = self.origin.seen
            self.rows.create.append(row)
        if about in self.born and about not in self.given:
            self.heard.setdefault(about, []).append(row["claim"])
        else:
            self.rows.recompute.add(about)

    def _end(self, end: Entity, statement: Statement, about: str) -> str:
        return about if end is statement.about or end == statement.about else self._place(end)

    def _enlist_end(self, end: Entity, id_: str, about: str) -> None:
        if id_ != about:
            self._enlist(end, id_)

    def _mentions(self, statement: Statement) -> None:
        """A thing that a record only names gets a claim of its own, once a source and thing; later it is touched."""
        for key, end in mentions_of(statement).items():
            claim = self._id(key)
            if claim in self.mentioned or claim in self.outcome.mentions:
                continue
            self.outcome.mentions.add(claim)
            known = self.known.get(claim)
            if known and self._listed(known):
                self.rows.touch.append(claim)
            else:
                about = known["entity"] if known else self._place(end)
                self._claim(mention(key, end, statement), about, known, [], mention=True)

    def write(self) -> None:
        rows, run, load = self.rows, self.tx.run, cypher.load
        for type_, entities in rows.new_entities.items():
            for id_, entity in entities.items():
                if id_ in self.heard:
                    entity["golden"] = golden.overlay(id_, type_, self.heard[id_])
            labels = ":".join(ENTITIES[type_].labels)
            run(load("write/create_entities").fill(labels=labels), rows=list(entities.values()))
        keys: list[Row] = [{"key": key, "entities": list(ids)} for key, ids in rows.keys.items()]
        self._run_if("write/create_keys", [row for row in keys if not self.register.stored(row["key"])])
        self._run_if("write/merge_keys", [row for row in keys if self.register.stored(row["key"])])
        self._run_if("write/delete_ties", list({(r["claim"], r["source"]): r for r in rows.drop_ties}.values()))
        self._run_if("write/create_claims", rows.create)
        self._run_if("write/change_claims", rows.change)
        if rows.touch:
            run(load("write/touch_claims"), ids=rows.touch, seen=self.origin.seen)
        recompute(self.tx, rows.recompute, self.origin.seen)
        for type_, ties in rows.ties.items():
            run(load("write/create_ties").fill(tie=type_), rows=ties)

    def _run_if(self, name: str, rows: list[Row]) -> None:
        if rows:
            self.tx.run(cypher.load(name), rows=rows)


@cache
def _keys_known() -> cypher.Query:
    return cypher.load("write/keys_known").fill(deciding=", ".join(f"e.{p} AS {p}" for p in DECIDING))

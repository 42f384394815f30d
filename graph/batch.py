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
from graph.claims import Origin, Row, claim_row, hash_of, mention, mentions_of, stated_from, tie_row
from graph.errors import AmbiguousName, DuplicateRecord, TypeMismatch
from graph.identity import DECIDING, Candidate, Register, identify, new_id
from graph.model import ENTITIES
from graph.store import Store, Work
from graph.things import Entity, Statement, Tie


@dataclass(slots=True)
class Outcome:
    """What became of a batch: record counts, and the statements that could not be written, each with its reason."""

    written: int = 0
    unchanged: int = 0
    refused: list[tuple[Statement, Exception]] = field(default_factory=list[tuple[Statement, Exception]])
    mentions: set[str] = field(default_factory=set[str])


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
    number: int,
    statements: Sequence[Statement],
    mentioned: frozenset[str] | set[str],
    keep: bool = True,
) -> Outcome:
    """Write one batch of statements; `mentioned` are the mention claims this run has already seen.

    Statements whose names are ambiguous, whose type contradicts or whose key came twice are refused, not written.
    Without `keep` everything is done and rolled back: the outcome is what would have come of it.
    """

    def work(tx: Work) -> Outcome:
        batch = _Batch(tx, origin, mentioned)
        outcome = batch.plan(statements)
        batch.write()
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
        self.outcome = Outcome()
        self.born: dict[str, str] = {}
        self.given: set[str] = set()  # ids that things brought along: the graph may hold them already
        self.heard: dict[str, list[Mapping[str, Any]]] = {}

    def plan(self, statements: Sequence[Statement]) -> Outcome:
        fresh = self._sort_known(statements)
        ends = [end for s in fresh for end in (s.about, *(e for t in s.ties for e in (t.source, t.target)))]
        self._look_up(ends)
        mentions: dict[str, tuple[Entity, Statement]] = {}
        for statement in statements:
            for key, end in mentions_of(statement).items():
                if self._id(key) not in self.mentioned:
                    mentions.setdefault(key, (end, statement))
        self._know(mentions)
        for statement in fresh:
            try:
                self._state(statement)
            except (AmbiguousName, TypeMismatch) as problem:
                self.outcome.refused.append((statement, problem))
        for key, (end, statement) in mentions.items():
            self._mention(mention(key, end, statement))
        return self.outcome

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
                self.outcome.refused.append((statement, DuplicateRecord(statement.key, first.row)))
            elif known and known["last_seen"] == self.origin.seen and known["row"] != statement.row:
                self.outcome.refused.append((statement, DuplicateRecord(statement.key, known["row"])))
            elif known and known["hash"] == hash_of(statement) and self._listed(known):
                self.rows.touch.append(id_)
                self.outcome.unchanged += 1
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

    def _state(self, statement: Statement) -> None:
        claim = self._id(statement.key)
        known = self.known.get(claim)
        about = known["entity"] if known else self._place(statement.about)
        ends = [
            (t, self._end(t.source, statement, about), self._end(t.target, statement, about)) for t in statement.ties
        ]
        self._enlist(statement.about, about)
        for tie, source, target in ends:
            self._enlist_end(tie.source, source, about)
            self._enlist_end(tie.target, target, about)
        told = [tie_row(self.origin, claim, tie, source, target) for tie, source, target in ends]
        self._claim(statement, about, known, told)
        for type_, row in {row["properties"]["id"]: (type_, row) for type_, row in told}.values():
            self.rows.ties.setdefault(type_, []).append(row)
        self.outcome.written += 1

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

    def _mention(self, named: Statement) -> None:
        """A thing that a record only names gets a claim of its own, once a source and thing."""
        claim = self._id(named.key)
        known = self.known.get(claim)
        if known and self._listed(known):
            self.rows.touch.append(claim)
        else:
            try:
                about = known["entity"] if known else self._place(named.about)
            except (AmbiguousName, TypeMismatch):
                return  # the record that names it was refused for this, and says so
            if known is None and about in self.born and about not in self.rows.new_entities.get(self.born[about], {}):
                return  # named only by a refused record
            self._claim(named, about, known, [], mention=True)
        self.outcome.mentions.add(claim)

    def write(self) -> None:
        rows, run, load = self.rows, self.tx.run, cypher.load
        for type_, entities in rows.new_entities.items():
            for id_, entity in entities.items():
                if id_ in self.heard:
                    entity["golden"] = golden.overlay(id_, type_, self.heard[id_])
            labels = ":".join(ENTITIES[type_].labels)
            run(load("write/create_entities").fill(labels=labels), rows=list(entities.values()))
        keys = [{"key": key, "entities": list(ids)} for key, ids in rows.keys.items()]
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


def recompute(tx: Work, ids: Iterable[str], day: str) -> None:
    """Lay the golden records of these entities anew from their open claims; without any, close them on `day`."""
    wanted = sorted(ids)
    if not wanted:
        return
    claims: dict[str, list[Mapping[str, Any]]] = {}
    types: dict[str, str] = {}
    for row in tx.run(cypher.load("write/claims_of"), ids=wanted):
        claims.setdefault(row["entity"], []).append(row["claim"])
        types[row["entity"]] = row["type"]
    rows = [{"id": i, "golden": golden.overlay(i, types[i], claims[i])} for i in wanted if i in claims]
    if rows:
        tx.run(cypher.load("write/set_golden"), rows=rows)
    if bare := [i for i in wanted if i not in claims]:
        tx.run(cypher.load("write/close_entities"), ids=bare, day=day[:10])


@cache
def _keys_known() -> cypher.Query:
    return cypher.load("write/keys_known").fill(deciding=", ".join(f"e.{p} AS {p}" for p in DECIDING))

"""Statements into the graph: claims below, golden records and ties above, batch by batch.

One batch is one transaction: what it says, what follows from it, and its acknowledgement stand or fall together, and
running it again changes nothing. A claim keeps its own words; its hash tells a repetition from a change.
"""

from collections.abc import Iterable, Sequence
from functools import cache

import cypher
from graph.belief import Apart, hold
from graph.claims import Origin, Row, check_ends, claim_row, ends_of, hash_of, mention, mentions_of, tie_row
from graph.errors import AmbiguousName, DuplicateRecord, TypeMismatch
from graph.golden import WITHDRAWN
from graph.identity import DECIDING, Candidate, Register, identify, new_id
from graph.outcome import Outcome
from graph.retry import Overtaken
from graph.rows import Rows
from graph.store import Store, Work
from graph.survivors import placed, survivors
from graph.things import Entity, Statement, Tie

Ends = list[tuple[Tie, str, str]]


def write_batch(
    store: Store,
    origin: Origin,
    number: int | None,
    statements: Sequence[Statement],
    mentioned: frozenset[str] | set[str],
    keep: bool = True,
    before: Outcome | None = None,
) -> Outcome:
    """Write one batch of statements; `mentioned` are the mention claims this run has already seen.

    `number` acknowledges the batch of the run; None acknowledges nothing, for a part of one, whose outcome the last part
    is given as `before`.

    Statements whose names are ambiguous, whose type contradicts or whose key came twice are refused, not written.
    Without `keep` everything is done and rolled back: the outcome is what would have come of it.
    """

    doubtful: set[str] = set()  # what an earlier try took for its own survivor, and was not

    def work(tx: Work) -> Outcome:
        batch = _Batch(Apart(store), tx, origin, mentioned, doubtful)
        outcome = batch.plan(statements)
        batch.rows.write(tx, origin, batch.register)
        if number is not None:
            whole = (before or Outcome()) + outcome
            tx.run(
                cypher.load("write/batch"), id=f"{origin.run}/{number}", run=origin.run, number=number,
                written=whole.written, new=whole.new, unchanged=whole.unchanged, refused=len({s.record for s, _ in whole.refused}),
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
    """Statements thought through. Ids are homes (`graph.survivors`): where they lie is looked up when rows are made."""

    def __init__(
        self, apart: Work, tx: Work, origin: Origin, mentioned: frozenset[str] | set[str], doubtful: set[str]
    ) -> None:
        self.apart, self.tx, self.origin, self.mentioned = apart, tx, origin, mentioned
        self.register, self.rows = Register(), Rows(doubtful)
        self.known: dict[str, Row] = {}
        self.outcome, self.refused = Outcome(), set[str]()
        self.born: dict[str, str] = {}
        self.given: set[str] = set()  # ids that things brought along: the graph may hold them already

    def plan(self, statements: Sequence[Statement]) -> Outcome:
        self._follow(self.rows.doubtful)
        fresh = self._sort_known(statements)
        ends = [end for s in fresh for end in (s.about, *(e for t in s.ties for e in (t.source, t.target)))]
        self._look_up(ends)
        named = [k for s in statements for k in mentions_of(s) if self._id(k) not in self.mentioned]
        self._know(named, self.apart)
        self._know_for_sure(k for k in named if (known := self.known.get(self._id(k))) and not self._listed(known))
        tried = [(s, found) for s in fresh if (found := self._try(s)) is not None]
        placed = [(s, about, ends) for s, (about, ends) in tried if s.record not in self.refused]
        told_of = {about for _, about, _ in placed}
        for statement, about, ends in placed:
            self._state(statement, about, [end for end in ends if self._stands(end, told_of)])
        for statement in statements:
            if statement.record not in self.refused:
                self._mentions(statement)
        self._tally(statements, fresh)
        return self.outcome

    def _refuse(self, statement: Statement, why: Exception) -> None:
        """Nothing of its record is written; every reason is told, but that it came twice only once."""
        if statement.record not in self.refused or not isinstance(why, DuplicateRecord):
            self.outcome.refused.append((statement, why))
        self.refused.add(statement.record)

    def _tally(self, statements: Sequence[Statement], fresh: Sequence[Statement]) -> None:
        told = {s.record for s in statements} - self.refused
        held = {s.record for s in statements if (known := self.known.get(self._id(s.key))) and not known["closed"]}
        self.outcome.new = len(told - held)
        self.outcome.written = len(told & {s.record for s in fresh})
        self.outcome.unchanged = len(told) - self.outcome.written

    def _id(self, key: str) -> str:
        return f"{self.origin.source}:{key}"

    def _know(self, keys: Iterable[str], work: Work) -> None:
        ids = list(dict.fromkeys(self._id(k) for k in keys))
        if ids:
            self.known |= {r["claim"]: r for r in work.run(cypher.load("write/claims_known"), ids=ids)}

    def _know_for_sure(self, keys: Iterable[str]) -> None:
        """Read claims that are about to be replaced once more, with every other writer kept off them."""
        if found := [key for key in keys if self._id(key) in self.known]:
            entities = {self.known[self._id(key)]["at"] for key in found} - self.rows.held
            hold(self.tx, entities)
            self.rows.held |= entities
            self.tx.run(cypher.load("write/lock_claims"), ids=sorted(map(self._id, found)))
            self._know(found, self.tx)
            told = [self.known[self._id(key)] for key in found]
            if not self.rows.held.issuperset(row["at"] for row in told):
                raise Overtaken
            self.rows.at |= {row["entity"]: row["at"] for row in told if row["entity"] != row["at"]}
            self._follow(end for row in told for end in ends_of(row["ties"]))

    def _follow(self, homes: Iterable[str]) -> None:
        """Learn who survives of these."""
        if unknown := set(homes) - self.rows.at.keys():
            self.rows.at |= survivors(self.apart, unknown)

    def _repeats(self, statement: Statement) -> bool:
        known = self.known.get(self._id(statement.key))
        return known is not None and self._listed(known) and known["hash"] == hash_of(statement)

    def _sort_known(self, statements: Sequence[Statement]) -> list[Statement]:
        """Those statements that say something new; repetitions are touched, a second record of one key is refused."""
        self._know((s.key for s in statements), self.apart)
        self._know_for_sure(s.key for s in statements if not self._repeats(s))
        fresh: list[Statement] = []
        seen: dict[str, Statement] = {}
        for statement in statements:
            id_ = self._id(statement.key)
            known, first = self.known.get(id_), seen.setdefault(id_, statement)
            if first is not statement:
                self._refuse(statement, DuplicateRecord(statement.key, first.row))
            elif known and self._stands_beside(known) and known["row"] != statement.row:
                self._refuse(statement, DuplicateRecord(statement.key, known["row"]))
            elif self._repeats(statement):
                self.rows.add_touch(id_, statement)
            else:
                fresh.append(statement)
        return fresh

    def _stands_beside(self, known: Row) -> bool:
        """Whether the claim was seen in this very reading of the list, of which this run may read a part only."""
        if not self.origin.beside:
            return known["last_seen"] == self.origin.seen
        return self._listed(known) and known["file"] == self.origin.list and known["last_seen"] >= self.origin.beside

    def _listed(self, known: Row) -> bool:
        return not known["closed"] and self.origin.list in known["lists"]

    def _look_up(self, things: Iterable[Entity]) -> None:
        keys = list({key for thing in things if not thing.id for key in identify(thing).all})
        if not keys:
            return
        rows = self.apart.run(_deciding("write/keys_known"), keys=keys)
        self._follow(row["id"] for row in rows if row["into"])
        heads = sorted({self.rows.at[row["id"]] for row in rows if row["id"] in self.rows.at})
        believed = {row["id"]: row for row in self.apart.run(_deciding("write/deciding"), ids=heads)} if heads else {}
        for row in rows:
            survivor = self.rows.at.get(str(row["id"]), str(row["id"]))
            known = believed.get(survivor, row)
            deciding = {p: known[p] for p in DECIDING if known[p] is not None}
            one = Candidate(row["id"], row["type"], deciding, known["closed"], survivor)
            self.register.add(row["key"], one, known[WITHDRAWN])

    def _place(self, thing: Entity) -> str:
        """The home of what a thing says: the id of the entity it names, made if nobody knows it yet."""
        found = self.register.find(thing)
        if found and (not thing.id or thing.only_known):
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
            self.rows.add_entity(self.born[id_], id_, thing.name)
        if not thing.id:
            self.rows.add_keys(thing, id_, self.register)

    def _try(self, statement: Statement) -> tuple[str, Ends] | None:
        """The ids of what a statement is about and of its ties' ends; None if its record is refused."""
        known = self.known.get(self._id(statement.key))
        ends: Ends = []
        try:
            about = known["entity"] if known else self._place(statement.about)
        except (AmbiguousName, TypeMismatch) as problem:
            self._refuse(statement, problem)
            return None
        for tie in statement.ties:
            try:
                if self._bearable(tie):
                    source, target = (self._end(end, statement, about) for end in (tie.source, tie.target))
                    check_ends(tie, source, target)
                    ends.append((tie, source, target))
            except (AmbiguousName, TypeMismatch) as problem:
                self._refuse(statement, problem)
        return about, ends

    def _state(self, statement: Statement, about: str, ends: Ends) -> None:
        claim = self._id(statement.key)
        self._enlist(statement.about, about)
        for tie, source, target in ends:
            self._enlist_end(tie.source, source, about)
            self._enlist_end(tie.target, target, about)
        told = [tie_row(self.origin, claim, tie, source, target) for tie, source, target in ends]
        self._claim(statement, about, self.known.get(claim), told)
        self.rows.ends |= {end for _, source, target in ends for end in (source, target)} - self.born.keys()
        for type_, row in told:
            self.rows.ties.setdefault(type_, {})[row["properties"]["id"]] = placed(type_, row, self.rows.at)

    def _bearable(self, tie: Tie) -> bool:
        """Whether every end that is linked only if it is known, is known, and as one."""
        try:
            return all(self.register.find(end) for end in (tie.source, tie.target) if end.only_known)
        except (AmbiguousName, TypeMismatch):
            return False

    def _stands(self, end: tuple[Tie, str, str], told_of: set[str]) -> bool:
        """Whether what is linked only if it is known was not just made by a record that was refused."""
        tie, source, target = end
        loose = [id_ for thing, id_ in ((tie.source, source), (tie.target, target)) if thing.only_known]
        return all(id_ not in self.born or id_ in told_of for id_ in loose)

    def _claim(
        self, statement: Statement, about: str, known: Row | None, ties: list[tuple[str, Row]], mention: bool = False
    ) -> None:
        lists = known["lists"] if known and not known["closed"] else []
        row = claim_row(self.origin, statement, ties, lists, mention)
        survivor = self.rows.at.get(about, about)
        if known:
            self.rows.change.append(row)
            self.rows.replaced[known["claim"]] = known["ties"]
            if known["run"] == self.origin.run:
                self.rows.own.add(known["claim"])
        else:
            row["entity"] = survivor
            row["about"] |= {"first_seen": self.origin.seen} | ({} if survivor == about else {"home": about})
            self.rows.create.append(row)
        if about in self.born and about not in self.given and survivor == about:
            self.rows.heard.setdefault(about, []).append(row["claim"])
        else:
            self.rows.recompute.add(survivor)

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
                self.rows.add_touch(claim, statement)
            else:
                about = known["entity"] if known else self._place(end)
                self._claim(mention(key, end, statement), about, known, [], mention=True)


@cache
def _deciding(name: str) -> cypher.Query:
    return cypher.load(name).fill(deciding=", ".join(f"e.{p} AS {p}" for p in (*DECIDING, WITHDRAWN)))

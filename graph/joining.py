"""From the graph to sure joins and open questions: records of one partner are merged where that is sure, and asked where not.

    resolve(store, viewer, dry_run=True).as_json()
    {"compared": 341, "joined": [{"keep": ref, "absorb": ref, "rule", "evidence": [...]}], "refused": [], "waiting": 12}

Sure is what `graph.resolution` joins: an identifier, a web site, a name that says enough and that nobody else bears.
What an officer judged stands: two that are "different" or "unsure" are joined by no way round.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph import doubts, names
from graph.asked import AskedError
from graph.days import day_of
from graph.errors import AmityError, Conflict
from graph.golden import WITHDRAWN
from graph.judging import DIFFERENT, SAME, UNSURE, judgements
from graph.merging import merge
from graph.resolution.evidence import Evidence
from graph.resolution.knowledge import Known, shipped, united
from graph.resolution.partners import partners
from graph.resolution.record import Record
from graph.resolution.resolve import Resolution
from graph.resolution.score import Judgement
from graph.store import Store, Viewer
from graph.subgraph import entities
from graph.survivors import Seen, survivors

Row = dict[str, Any]

RULES = Viewer(user="resolution")
"""By whom a join is that no officer made."""
ASKED = 5.0
"""So many points make a pair worth an officer's time: on names whose partners are known one in six is one, of pairs with
less one in twenty."""
_MOST = 5_000


Told = Callable[[int, int, int], None]


def _quiet(compared: int, done: int, sure: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Join:
    """`absorb` is to be merged into `keep`, for this reason, which is about it and `through`: `keep`, or one merged before."""

    keep: Record
    absorb: Record
    evidence: tuple[Evidence, ...]
    through: Record

    @property
    def rule(self) -> str:
        return doubts.rule(self.evidence)

    def as_json(self) -> Row:
        return {"keep": _ref(self.keep), "absorb": _ref(self.absorb), "rule": self.rule} | {
            "evidence": doubts.told(self.evidence)
        }


@dataclass(slots=True)
class Outcome:
    """`refused` are joins that the graph did not take; `waiting` pairs wait for an officer."""

    compared: int
    joined: list[Join]
    refused: list[tuple[Join, AmityError]] = field(default_factory=list[tuple[Join, AmityError]])
    waiting: int = 0

    def as_json(self, lang: str = "en") -> Row:
        return {
            "compared": self.compared, "joined": [join.as_json() for join in self.joined],
            "refused": [join.as_json() | {"message": why.message(lang)} for join, why in self.refused],
            "waiting": self.waiting,
        }  # fmt: skip


def resolve(
    store: Store, viewer: Viewer, known: Iterable[Known] = (), dry_run: bool = False, told: Told = _quiet
) -> Outcome:
    """Merge what is sure and keep what is doubtful for an officer, in the place of what was doubtful before.

    `known` is outside knowledge beside what is shipped and what officers' judgements taught; `told` is called with how
    many partners are compared, how many merges are done, and how many there are to do, and may end it all by raising.
    """
    outside = united((*shipped(), *known), learned(store, viewer))
    records = partners(store, viewer)
    told(len(records), 0, 0)
    found = Resolution(records, outside, _apart(store, viewer))
    outcome, sure = Outcome(len(found.records), []), list(joins(found))
    into: dict[str, str] = {}
    left: set[str] = set()
    for done, join in enumerate(sure):
        told(len(records), done, len(sure))
        if join.through.id in left:  # what would have led to it was refused
            left.add(join.absorb.id)
            continue
        try:
            if not dry_run:
                _merge(store, join)
        except (AskedError, Conflict) as why:
            left.add(join.absorb.id)
            outcome.refused.append((join, why))
        else:
            outcome.joined.append(join)
            into[join.absorb.id] = join.keep.id
    waiting = list(_doubts(found, into))[:_MOST]
    settled = doubts.settled(store, viewer, waiting)
    outcome.waiting = len(waiting) - len(settled)
    if not dry_run:
        doubts.keep(store, waiting)
    return outcome


def _merge(store: Store, join: Join) -> None:
    """What an officer judged since the look began stands too."""
    kept = [piece.kept() for piece in join.evidence]
    merge(store, RULES, join.keep.id, join.absorb.id, evidence=kept, unless=(DIFFERENT, UNSURE))


def learned(store: Store, viewer: Viewer) -> list[Known]:
    """Names that officers judged to be one partner's, each with who said so."""
    same = [one for one in judgements(store, viewer, SAME) if one.by != RULES.user]
    ids = sorted({id_ for one in same for id_ in (one.a, one.b)})
    at = survivors(Seen(store, viewer), ids)
    known = entities(store, viewer, {*ids, *at.values()})
    gone = {id_: {names.key(name) for name in known.get(at.get(id_, id_), {}).get(WITHDRAWN, ())} for id_ in ids}
    called = {
        id_: [n for n in (one["name"], *one.get("aliases", ())) if names.key(n) not in gone.get(id_, ())]
        for id_, one in known.items()
    }
    return [
        Known(name, at.get(id_, id_), f"officer:{one.by} {day_of(one.at)}")
        for one in same
        for id_ in (one.a, one.b)
        for name in called.get(id_, ())
    ]


def joins(found: Resolution) -> Iterator[Join]:
    """The merges that make each cluster one, from the record most is known of outwards, each with its own evidence."""
    at = {record.id: i for i, record in enumerate(found.records)}
    sure: dict[int, list[Judgement]] = {}
    for one in found.judgements:
        if one.verdict == "join":
            sure.setdefault(one.ours, []).append(one)
            sure.setdefault(one.theirs, []).append(one)
    for group in found.clusters:
        if len(group) > 1:
            yield from _outwards(min(group, key=_standing), {at[record.id] for record in group}, found.records, sure)


def _outwards(
    keep: Record, group: set[int], records: Sequence[Record], sure: dict[int, list[Judgement]]
) -> Iterator[Join]:
    reached = [next(i for i in group if records[i] is keep)]
    left = group - set(reached)
    for here in reached:
        for one in sure[here]:
            there = one.theirs if one.ours == here else one.ours
            if there in left:
                left.remove(there)
                reached.append(there)
                yield Join(keep, records[there], one.evidence, records[here])


def _standing(record: Record) -> tuple[bool, int, int, str]:
    """The record that others are merged into: the registered one, then the one with most ties and names."""
    return not record.identifiers, -len(record.neighbours), -len(record.names), record.id


def _apart(store: Store, viewer: Viewer) -> list[tuple[str, str]]:
    """The pairs that officers want kept apart, as those who stand for them now."""
    told = [one for one in judgements(store, viewer) if one.verdict in (DIFFERENT, UNSURE)]
    at = survivors(Seen(store, viewer), {id_ for one in told for id_ in (one.a, one.b)})
    pairs = ((at.get(one.a, one.a), at.get(one.b, one.b)) for one in told)
    return [(a, b) for a, b in pairs if a != b]  # an officer may have merged what another kept apart


def _doubts(found: Resolution, into: dict[str, str]) -> Iterator[doubts.Doubt]:
    """The pairs worth asking, best first, each between records that stand once the sure ones are merged."""
    asked, records = set[tuple[str, str]](), {record.id: record for record in found.records}
    for one in found.queue():
        ends = sorted(into.get(found.records[i].id, found.records[i].id) for i in (one.ours, one.theirs))
        if one.points >= ASKED and (pair := (ends[0], ends[1])) not in asked:
            asked.add(pair)
            first, second = sorted(pair, key=lambda id_: _standing(records[id_]))
            yield doubts.Doubt(first, second, round(one.points, 2), one.evidence)


def _ref(record: Record) -> Row:
    return {"id": record.id, "type": record.type, "name": record.names[0]}

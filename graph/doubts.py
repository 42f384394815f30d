"""Pairs of records that may be one partner, put to an officer: same, different, unsure, or later.

`graph.joining` finds them; here they are kept, listed best first, decided one by one or by their rule, and decisions
are taken back. What was decided stands in `graph.judging` and is asked no more.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any, ClassVar

import cypher
from graph.asked import AskedError, BadRequest, Words
from graph.belief import Apart
from graph.decisions import decisions
from graph.errors import Conflict
from graph.judging import SAME, VERDICTS, Judgement, apart, judge, judged, judgements, pair
from graph.merging import merge, unmerge
from graph.resolution.evidence import Evidence, label, recalled
from graph.store import Store, Viewer, Work
from graph.survivors import stand
from graph.texts import LANGS

Row = dict[str, Any]

_KEPT_AT_ONCE, _SECONDS = 1_000, 30.0


class CountChanged(AskedError):
    """`count` pairs of a rule wait, not the `asked` ones."""

    status = 409
    words: ClassVar[Words] = {
        "vi": ("Hiện có {count} cặp theo căn cứ này, không phải {asked}.", "Xem lại rồi xác nhận với số mới."),
        "en": ("{count} pairs of this rule wait, not {asked}.", "Look again, and confirm the new number."),
    }


class NothingToUndo(AskedError):
    """The officer `by` has judged nothing, or what was judged was changed since."""

    status = 409
    words: ClassVar[Words] = {
        "vi": ("{by} chưa có kết luận nào để hoàn tác.", "Xem các kết luận bằng: amity resolve judgements"),
        "en": ("{by} has no decision to take back.", "See what was judged: amity resolve judgements"),
    }


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two records: `a` is the one that would be kept; `points` as in `graph.resolution.score` (10 are sure)."""

    a: str
    b: str
    points: float
    evidence: tuple[Evidence, ...]

    @property
    def id(self) -> str:
        return pair(self.a, self.b)


def rule(evidence: Iterable[Evidence]) -> str:
    """The code of the strongest piece."""
    return max(evidence, key=lambda piece: piece.weight).code


def told(evidence: Iterable[Evidence]) -> list[Row]:
    """Evidence as answers give it: the strongest first, what speaks against it last."""
    ordered = sorted(evidence, key=lambda piece: -piece.weight)
    return [
        {"code": one.code, "weight": one.weight, "veto": one.veto, "text": {lang: one.told(lang) for lang in LANGS}}
        for one in ordered
    ]


def keep(store: Store, doubts: Sequence[Doubt]) -> None:
    """Let these be the pairs that wait, in the place of those before."""
    looked = datetime.now(UTC).isoformat(timespec="microseconds")
    rows = [
        {"id": one.id, "a": one.a, "b": one.b, "points": one.points, "rule": rule(one.evidence),
         "evidence": [piece.kept() for piece in one.evidence]}
        for one in doubts
    ]  # fmt: skip
    for start in range(0, len(rows), _KEPT_AT_ONCE):
        some = rows[start : start + _KEPT_AT_ONCE]
        store.write(lambda tx, some=some: tx.run(cypher.load("write/keep_doubts"), rows=some, looked=looked))
    store.write(lambda tx: tx.run(cypher.load("write/forget_doubts"), looked=looked))


def settled(store: Store, viewer: Viewer, doubts: Iterable[Doubt]) -> set[str]:
    """The pairs among these of which something was judged already."""
    return set(decisions(store, viewer, [one.id for one in doubts]))


def waiting(store: Store, viewer: Viewer, rule: str = "") -> list[Row]:
    """The pairs that wait, best first: {"id", "a", "b", "points", "rule"}; `rule` narrows to one."""
    return store.read(cypher.load("read/doubts"), viewer, seconds=_SECONDS, rule=rule)


def page(pairs: Sequence[Row], cursor: str | None, limit: int) -> tuple[list[Row], str | None]:
    """So many of these pairs from a cursor on, and the next cursor; what was decided meanwhile moves nothing.

    Raises BadRequest.
    """
    start = 0
    if cursor:
        points, _, id_ = cursor.partition("~")
        try:
            after = (-float(points), id_)
        except ValueError:
            raise BadRequest("cursor", cursor) from None
        start = sum((-one["points"], one["id"]) <= after for one in pairs)
    here = list(pairs[start : start + limit])
    return here, place(here[-1]) if start + limit < len(pairs) else None


def place(one: Row) -> str:
    """The cursor of what comes after this pair."""
    return f"{one['points']:g}~{one['id']}"


def rules(pairs: Iterable[Row]) -> list[Row]:
    """How many of these pairs rest on which rule, the most frequent first: {"rule", "label", "count"}."""
    counts = Counter(one["rule"] for one in pairs)
    return [
        {"rule": name, "label": {lang: label(name, lang) for lang in LANGS}, "count": count}
        for name, count in sorted(counts.items(), key=lambda it: (-it[1], it[0]))
    ]


def evidence_of(store: Store, viewer: Viewer, ids: Sequence[str]) -> dict[str, tuple[Evidence, ...]]:
    """What was found for and against these pairs, by their ids."""
    rows = store.read(cypher.load("read/doubt_evidence"), viewer, ids=list(ids)) if ids else []
    return {row["id"]: tuple(map(recalled, row["evidence"])) for row in rows}


def decide(store: Store, viewer: Viewer, a: str, b: str, verdict: str, reason: str = "", together: str = "") -> Row:
    """Keep an officer's word on two records; the same partner's are merged, `a` answering for both from then on.

    {"judgement", "merged": as `graph.merging.Merged` or None}. Raises BadRequest, NotFound, AlreadyOne, OtherTypes,
    NeverMerged, JudgedDifferent.
    """
    if verdict not in VERDICTS:
        raise BadRequest("verdict", verdict)
    if a == b:
        raise BadRequest("b", b)
    kept = [piece.kept() for piece in evidence_of(store, viewer, [pair(a, b)]).get(pair(a, b), ())]
    if verdict != SAME:
        return {"judgement": judge(store, viewer, a, b, verdict, reason, kept, together).as_json(), "merged": None}
    made = merge(store, viewer, a, b, reason, kept, together=together)
    if (stands := judged(store, viewer, made.survivor, made.absorbed)) is None:
        raise Conflict  # taken back already
    return {"judgement": stands.as_json(), "merged": made.as_json()}


def decide_rule(store: Store, viewer: Viewer, name: str, verdict: str, count: int, reason: str = "") -> Row:
    """The same word on every pair of a rule, `count` of which were shown: {"decided", "refused": [{"a", "b", "error"}]}.

    Raises CountChanged, and what `decide` raises for the verdict.
    """
    pairs = waiting(store, viewer, name)
    if len(pairs) != count:
        raise CountChanged(count=len(pairs), asked=count)
    refused: list[Row] = []
    together = f"{name} {token_hex(8)}"
    for one in pairs:
        try:
            decide(store, viewer, one["a"], one["b"], verdict, reason, together)
        except AskedError as why:
            refused.append({"a": one["a"], "b": one["b"], "error": why})
    return {"decided": len(pairs) - len(refused), "refused": refused}


def latest(store: Store, viewer: Viewer) -> tuple[Judgement, int] | None:
    """What this officer judged last, and of how many pairs at one go."""
    said = _last_said(store, viewer)
    return (said[0], len(said)) if said else None


def undo(store: Store, viewer: Viewer, meant: str = "") -> list[Judgement]:
    """Take back what this officer judged last, of a whole rule all of it: what was merged is two again, and the pairs wait
    anew. What was changed since stays as it is. `meant`: the pair (`judging.pair`) of it that was shown; "": whichever it is.

    Raises NothingToUndo, and Conflict where another than the one meant is the last by now.
    """
    said = _last_said(store, viewer)
    if meant and meant not in {pair(one.a, one.b) for one in said}:
        raise Conflict
    taken = [one for one in said if _taken_back(store, viewer, one)]
    if not taken:
        raise NothingToUndo(by=viewer.user)
    return taken


def _last_said(store: Store, viewer: Viewer) -> list[Judgement]:
    """What this officer judged last at one go, the latest first."""
    ours = [one for one in judgements(store, viewer) if one.by == viewer.user]
    return [one for one in ours if one.together == ours[0].together] if ours and ours[0].together else ours[:1]


def _taken_back(store: Store, viewer: Viewer, last: Judgement) -> bool:
    """Whether a judgement could be taken back."""
    if last.verdict != SAME:
        return _unsaid(store, last)
    rows = store.read(cypher.load("read/partners"), viewer, ids=[last.a, last.b])
    into = {row["id"]: row["into"] for row in rows}
    absorbed = next((one for one, other in ((last.a, last.b), (last.b, last.a)) if into.get(one) == other), None)
    if absorbed is None:
        return False
    unmerge(store, viewer, absorbed, verdict=None)
    return True


def _unsaid(store: Store, last: Judgement) -> bool:
    """Whether a judgement that merged nothing stood still, held by both its records, and is taken back."""

    def work(tx: Work) -> bool:
        stand(Apart(store), tx, {last.a, last.b})
        if last not in apart(tx, [last.a], [last.b], [last.verdict]):
            return False
        tx.run(cypher.load("write/undecide"), abouts=[pair(last.a, last.b)])
        return True

    return store.write(work)

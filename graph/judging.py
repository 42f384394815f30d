"""Whether two records are one partner, as officers and rules judged it: kept, and never asked again once it is settled.

A judgement is about an unordered pair of ids; a later one takes its place.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import cypher
from graph.asked import AskedError, NotFound, Words
from graph.belief import Apart
from graph.decisions import Decision, decided, decisions, keep, told
from graph.store import Store, Viewer, Work
from graph.survivors import stand

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
VERDICTS = (SAME, DIFFERENT, UNSURE)
_PAIR, _BEFORE = "pair:", "before:"


@dataclass(frozen=True, slots=True)
class Judgement:
    """That `a` and `b` (in id order) are "same", "different", or "unsure": by whom, when (ISO), why, on which evidence;
    what was said at one go of a whole rule bears one word in `together`."""

    a: str
    b: str
    verdict: str
    by: str
    at: str
    reason: str = ""
    evidence: Sequence[str] = ()
    together: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "a": self.a, "b": self.b, "verdict": self.verdict, "by": self.by, "at": self.at, "reason": self.reason,
            "evidence": list(self.evidence),
        }  # fmt: skip


class AlreadyOne(AskedError):
    """`one` and `other` are one already."""

    status = 409
    words: ClassVar[Words] = {
        "vi": ("“{one}” và “{other}” đã là một.", "Nếu gộp nhầm, hãy tách ra trước."),
        "en": ("“{one}” and “{other}” are one already.", "If that was a mistake, unmerge them first."),
    }


def judge(
    store: Store, viewer: Viewer, a: str, b: str, verdict: str, reason: str = "", evidence: Sequence[str] = (),
    together: str = "",
) -> Judgement:  # fmt: skip
    """Keep a verdict on a pair; nothing is merged by it. Raises NotFound, AlreadyOne, ValueError for another verdict."""
    if verdict not in VERDICTS:
        raise ValueError(f"no verdict {verdict!r}")
    made = replace(decided(viewer, pair(a, b), verdict, reason, evidence), together=together)

    def work(tx: Work) -> None:
        at = stand(Apart(store), tx, {a, b})
        known = {row["id"] for row in tx.run(cypher.load("read/partners"), ids=[a, b])}
        for id_ in (a, b):
            if id_ not in known:
                raise NotFound(id_)
        if at.get(a, a) == at.get(b, b):
            raise AlreadyOne(one=a, other=b)
        keep(tx, made)

    store.write(work)
    return judgement(made)


def judgements(store: Store, viewer: Viewer, verdict: str | None = None) -> list[Judgement]:
    """The judgements that stand, the latest first; `verdict` narrows to one."""
    rows = store.read(cypher.load("read/judgements"), viewer, pairs=_PAIR, verdict=verdict)
    return [judgement(told(row)) for row in rows]


def judged(store: Store, viewer: Viewer, a: str, b: str) -> Judgement | None:
    """What was judged of this pair."""
    found = decisions(store, viewer, [pair(a, b)])
    return judgement(found[pair(a, b)]) if found else None


def pair(a: str, b: str) -> str:
    """The name under which a judgement of two is kept."""
    return _PAIR + "|".join(sorted((a, b)))


def overrule(tx: Work, about: str) -> None:
    """Keep what was judged of a pair, which is about to be judged otherwise, beside."""
    tx.run(cypher.load("write/undecide"), abouts=[_BEFORE + about])
    for row in tx.run(cypher.load("read/decisions"), abouts=[about]):
        keep(tx, replace(told(row), about=_BEFORE + about))


def restore(tx: Work, about: str) -> None:
    """Take back what was judged of a pair; what it overruled stands again."""
    before = [told(row) for row in tx.run(cypher.load("read/decisions"), abouts=[_BEFORE + about])]
    tx.run(cypher.load("write/undecide"), abouts=[about, _BEFORE + about])
    for one in before:
        keep(tx, replace(one, about=about))


def judgement(decision: Decision) -> Judgement:
    a, b = decision.about.removeprefix(_PAIR).split("|")
    said = decision.verdict, decision.by, decision.at, decision.reason, decision.evidence, decision.together
    return Judgement(a, b, *said)


def apart(
    tx: Work, ones: Collection[str], others: Collection[str], verdicts: Collection[str] = (DIFFERENT,)
) -> list[Judgement]:
    """The judgements that one of these and one of those are different, or what else keeps them apart."""
    abouts = sorted({pair(one, other) for one in ones for other in others})
    rows = tx.run(cypher.load("read/decisions"), abouts=abouts)
    return [judgement(told(row)) for row in rows if row["verdict"] in verdicts]

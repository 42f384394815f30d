"""What officers decided about something that was put to them: by whom, when and why.

One decision stands for a thing; a later one takes its place. `about` names the thing by its id: a proposed figure, a
finding, a pair of records.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

import cypher
from graph.store import Store, Viewer, Work

ACCEPTED, REJECTED = "accepted", "rejected"


@dataclass(frozen=True, slots=True)
class Decision:
    """`verdict` is a word of whoever asks for it; `at` is ISO text with seconds; `reason` may be "".

    `evidence` is what was known when it was decided, each piece a text; `assignee` is to whom the thing was given,
    `fingerprint` what it looked like then, and `together` names what was decided at one go; each may be "".
    """

    about: str
    verdict: str
    by: str
    at: str
    reason: str = ""
    evidence: Sequence[str] = ()
    assignee: str = ""
    fingerprint: str = ""
    together: str = ""

    def as_json(self) -> dict[str, Any]:
        hidden = ("about", "fingerprint", "together")
        return {name: value for name, value in asdict(self).items() if name not in hidden}


def decide(
    store: Store, viewer: Viewer, about: str, verdict: str, reason: str = "", assignee: str = "", fingerprint: str = ""
) -> Decision:
    """Keep what the viewer decides about a thing; the same decision again changes nothing."""
    made = replace(decided(viewer, about, verdict, reason), assignee=assignee, fingerprint=fingerprint)
    stands = decisions(store, viewer, [about]).get(about)
    if stands and replace(made, by=stands.by, at=stands.at, evidence=stands.evidence) == stands:
        return stands
    store.write(lambda tx: keep(tx, made))
    return made


def decided(viewer: Viewer, about: str, verdict: str, reason: str = "", evidence: Sequence[str] = ()) -> Decision:
    """What the viewer decides now, not kept yet."""
    return Decision(
        about, verdict, viewer.user, datetime.now(UTC).isoformat(timespec="seconds"), reason, tuple(evidence)
    )


def keep(tx: Work, decision: Decision) -> None:
    """Keep a decision in a transaction under way."""
    tx.run(cypher.load("write/decide"), **asdict(decision) | {"evidence": list(decision.evidence)})


def decisions(store: Store, viewer: Viewer, abouts: Collection[str]) -> dict[str, Decision]:
    """The decisions that stand about these things, by their ids."""
    if not abouts:
        return {}
    rows = store.read(cypher.load("read/decisions"), viewer, abouts=sorted(set(abouts)))
    return {row["about"]: told(row) for row in rows}


def told(row: dict[str, Any]) -> Decision:
    """A decision from the graph."""
    evidence: Sequence[str] = row.pop("evidence") or ()
    return Decision(**row, evidence=tuple(evidence))

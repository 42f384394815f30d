"""Which entities would go if some claims went: for saying beforehand what taking a run back comes to."""

from collections import Counter
from collections.abc import Iterable

import cypher
from graph.claims import ends_of
from graph.forget import homes_at, tied_by
from graph.retract import Change
from graph.store import Work


class Leaving:
    """Claims that would go or change, chunk by chunk; in the end, the entities that would go with them."""

    def __init__(self) -> None:
        self._gone: Counter[str] = Counter()
        self._ends: dict[str, frozenset[str]] = {}

    def add(self, changes: Iterable[Change]) -> None:
        for change in (change for change in changes if change.spoke):
            left = change.then.claim
            self._gone[change.entity] += left is None
            self._ends[change.id] = frozenset(() if left is None or "closed" in left else ends_of(left["ties"]))

    def entities(self, tx: Work) -> int:
        """How many entities nobody would speak of any more, nor any tie lead to."""
        asked = sorted(id_ for id_, n in self._gone.items() if n)
        at = homes_at(tx, asked)
        rows = [{"id": home, "at": at[home]} for home in asked]
        told = tx.run(cypher.load("write/count_about"), rows=rows) if rows else []
        above = {row["into"] for row in tx.run(cypher.load("read/absorbed_by"), ids=asked)} if asked else set[str]()
        bare = [r["id"] for r in told if r["claims"] == self._gone[r["id"]] and r["id"] not in above]
        ties = tied_by(tx, ((home, at[home]) for home in bare))
        tied = {home for home, claims in ties.items() if any(self._ties(claim, home) for claim in claims)}
        return len(bare) - len(tied)

    def _ties(self, claim: str, entity: str) -> bool:
        """Whether the claim would still state a tie of the entity."""
        return claim not in self._ends or entity in self._ends[claim]

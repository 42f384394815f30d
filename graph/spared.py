"""Which entities would go if some claims went: for saying beforehand what taking a run back comes to."""

from collections import Counter
from collections.abc import Iterable

import cypher
from graph.retract import Change, ends_of
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
            self._ends[change.id] = frozenset(() if left is None or "closed" in left else ends_of(left))

    def entities(self, tx: Work) -> int:
        """How many entities nobody would speak of any more, nor any tie lead to."""
        asked = sorted(id_ for id_, n in self._gone.items() if n)
        rows = tx.run(cypher.load("write/count_about"), ids=asked) if asked else []
        bare = [row["id"] for row in rows if row["claims"] == self._gone[row["id"]]]
        ties = tx.run(cypher.load("write/tied_by"), ids=bare) if bare else []
        tied = {row["id"] for row in ties if any(self._ties(claim, row["id"]) for claim in row["claims"])}
        return len(bare) - len(tied)

    def _ties(self, claim: str, entity: str) -> bool:
        """Whether the claim would still state a tie of the entity."""
        return claim not in self._ends or entity in self._ends[claim]

"""Which entities would go if some claims went: for saying beforehand what taking a run back comes to."""

from collections import Counter
from collections.abc import Sequence

import cypher
from graph.retract import Change, ends_of
from graph.store import Work


def entities_gone(tx: Work, changes: Sequence[Change]) -> int:
    """How many entities nobody would speak of any more, nor any tie lead to."""
    speaking = Counter(c.entity for c in changes if c.then.claim is None)
    asked = sorted(speaking)
    rows = tx.run(cypher.load("write/count_about"), ids=asked) if asked else []
    bare = [row["id"] for row in rows if row["claims"] == speaking[row["id"]]]
    if not bare:
        return 0
    after = {
        c.id: ends_of(c.then.claim) if c.then.claim and "closed" not in c.then.claim else set[str]() for c in changes
    }
    tied = {
        row["id"] for row in tx.run(cypher.load("write/tied_by"), ids=bare) for claim in row["claims"]
        if row["id"] in after.get(claim, {row["id"]})
    }  # fmt: skip
    return len(set(bare) - tied)

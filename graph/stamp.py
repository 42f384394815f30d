"""The stamp of a graph: a number that every transaction moves which changes what is known, in whichever process.

Each leaves a mark with a random number of its own, so that writers never wait for one another; the stamp is the sum. What
is about loads, locks, decisions and rows that wait (`cypher.Query.moves`) leaves it as it is: nothing is found from it.
"""

import secrets
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import cypher
from graph.errors import StoreError
from graph.touched import Touched

if TYPE_CHECKING:
    from graph.store import Store, Viewer, Work

T = TypeVar("T")
_MOST = 400
"""So many marks are read in a millisecond or two; more are made one."""


class _Moving:
    """A transaction that knows whether it has changed what is known, and what it touched."""

    def __init__(self, tx: "Work") -> None:
        self._tx, self.moved, self.touched = tx, False, Touched()

    def run(self, query: cypher.Query, /, **parameters: object) -> list[dict[str, Any]]:
        self.moved = self.moved or query.moves
        rows = self._tx.run(query, **parameters)
        if query.moves:
            self.touched.add(query, parameters, rows)
        return rows


def stamped(tx: "Work", work: "Callable[[Work], T]") -> T:
    """Do the work; a change of what is known and its mark stand or fall together."""
    moving = _Moving(tx)
    result = work(moving)
    if moving.moved:
        told = moving.touched.as_mark()
        tx.run(cypher.load("write/stamp"), id=secrets.token_hex(8), n=secrets.randbits(40), **told)
    return result


def stamp(store: "Store", viewer: "Viewer") -> int:
    """The stamp as it is now. What is read afterwards is at least as new."""
    rows = store.read(cypher.load("read/stamp"), viewer)
    if not rows:
        return 0
    if rows[0]["marks"] > _MOST:
        with suppress(StoreError):  # another does it, or the next one who asks
            store.write(lambda tx: tx.run(cypher.load("write/stamp_fold"), id=secrets.token_hex(8)))
    return int(rows[0]["stamp"])


def marks(store: "Store", viewer: "Viewer") -> dict[str, int]:
    """The marks that there are, by id; their sum is the stamp."""
    return {row["id"]: row["n"] for row in store.read(cypher.load("read/marks"), viewer)}


def touched(store: "Store", viewer: "Viewer", ids: Collection[str]) -> Touched:
    """What was touched by the transactions that left these marks."""
    said = store.read(cypher.load("read/marks_said"), viewer, ids=sorted(ids))
    return Touched.of(said) if len(said) == len(ids) else Touched(told=False)

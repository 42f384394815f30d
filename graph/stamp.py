"""The stamp of a graph: a number that every transaction moves which changes what is known, in whichever process.

Each leaves a mark with a random number of its own, so that writers never wait for one another; the stamp is the sum. What
is about loads, locks, decisions and rows that wait (`cypher.Query.moves`) leaves it as it is: nothing is found from it.
"""

import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import cypher
from graph.errors import StoreError

if TYPE_CHECKING:
    from graph.store import Store, Viewer, Work

T = TypeVar("T")
_MOST = 400
"""So many marks are read in a millisecond or two; more are made one."""


class _Moving:
    """A transaction that knows whether it has changed what is known."""

    def __init__(self, tx: "Work") -> None:
        self._tx, self.moved = tx, False

    def run(self, query: cypher.Query, /, **parameters: object) -> list[dict[str, Any]]:
        self.moved = self.moved or query.moves
        return self._tx.run(query, **parameters)


def stamped(tx: "Work", work: "Callable[[Work], T]") -> T:
    """Do the work; a change of what is known and its mark stand or fall together."""
    moving = _Moving(tx)
    result = work(moving)
    if moving.moved:
        tx.run(cypher.load("write/stamp"), id=secrets.token_hex(8), n=secrets.randbits(40))
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

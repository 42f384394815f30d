"""What was read and worked out of a graph, kept until something is written there, and shared by all threads of a process.

It belongs to one stamp of the graph (`graph.stamp`): when that has moved, whoever wrote, all of it is let go. What several
ask at once is worked out by the first of them.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from graph.stamp import stamp
from graph.store import Store, Viewer

T = TypeVar("T")
_MOST = {"net": 48, "found": 200, "told": 40}
"""Of each kind so many are kept, those asked for last: graphs of three places, findings of some days."""


class Stopped(Exception):
    """Whoever was working something out gave it up."""


class Kept:
    """What belongs to one stamp."""

    def __init__(self, stamp: int) -> None:
        self.stamp = stamp
        self._lock = Lock()
        self._held: dict[str, OrderedDict[Hashable, Future[Any]]] = {kind: OrderedDict() for kind in _MOST}

    def get(self, kind: str, key: Hashable, make: Callable[[], T]) -> T:
        """What is kept under the key, else what `make` gives. Raises what `make` raises; that is not kept."""
        while True:
            ours, mine = self._ours(kind, key)
            if mine:
                return self._make(kind, key, ours, make)
            try:
                return cast("T", ours.result())
            except Stopped:
                continue  # it was another's to give up, not ours

    def has(self, kind: str, key: Hashable) -> bool:
        """Whether it is there, worked out."""
        with self._lock:
            found = self._held[kind].get(key)
        return found is not None and found.done() and found.exception() is None

    def _ours(self, kind: str, key: Hashable) -> tuple[Future[Any], bool]:
        with self._lock:
            held = self._held[kind]
            mine = key not in held
            ours = held.setdefault(key, Future())
            held.move_to_end(key)
            while len(held) > _MOST[kind]:
                held.popitem(last=False)
        return ours, mine

    def _make(self, kind: str, key: Hashable, ours: "Future[Any]", make: Callable[[], T]) -> T:
        try:
            made = make()
        except BaseException as failure:
            with self._lock:
                self._held[kind].pop(key, None)
            ours.set_exception(failure)
            raise
        ours.set_result(made)
        return made


_LOCK = Lock()
_OF: "WeakKeyDictionary[Store, Kept]" = WeakKeyDictionary()


def kept(store: Store, viewer: Viewer) -> Kept:
    """What is kept of the graph as it is now."""
    now = stamp(store, viewer)
    with _LOCK:
        known = _OF.get(store)
        if known is None or known.stamp != now:
            known = _OF[store] = Kept(now)
        return known

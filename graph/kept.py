"""What was read and worked out of a graph, kept until something is written there, and shared by all threads of a process.

It belongs to one stamp of the graph (`graph.stamp`). When that has moved, whoever wrote, what its marks say was touched is
let go; the rest is kept: rows of statements that name nothing of it, entities that nobody touched. What was worked out of
rows and entities is worked out anew where any of them are others now. What several ask at once is worked out by the first.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import Future
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

import cypher
from graph.stamp import marks, stamp, touched
from graph.store import Store, Viewer
from graph.touched import Touched

T = TypeVar("T")
_MOST = {"rows": 180, "net": 48, "found": 200, "told": 40}
"""Of each kind so many are kept, those asked for last: rows and graphs of three places, findings of some days."""
_MOST_TOUCHED = 1_000
_ANY_TIE = re.compile(r"\[\w*\]|--")


class Stopped(Exception):
    """Whoever was working something out gave it up."""


class Kept:
    """What belongs to one stamp, which is the sum of `marks`; `entities` are the properties of what was asked for, by id,
    all read before anything else was written: by them the next one tells what has changed."""

    def __init__(self, stamp: int, marks: frozenset[str] = frozenset()) -> None:
        self.stamp, self.marks = stamp, marks
        self.entities: dict[str, dict[str, Any]] = {}
        self.changed: frozenset[str] = frozenset()
        self._past: dict[tuple[str, Hashable], Any] = {}
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

    def past(self, kind: str, key: Hashable) -> Any:
        """What stood under the key at the stamp before this one, whether it still holds or not; told once. None without."""
        return self._past.pop((kind, key), None)

    def inherit(self, former: "Kept", words: Iterable[str] | None, changed: Iterable[str]) -> None:
        """Take over what `former` had, but the rows of statements that name any of these words, of all for None;
        `changed` are the entities that are others now."""
        self.changed = frozenset(changed)
        for key, one in former.done("rows"):
            if words is not None and not names_any(cast("tuple[cypher.Query, ...]", key)[0], words):
                self._held["rows"][key] = one
        self._past = {(kind, key): one.result() for kind in ("net", "found") for key, one in former.done(kind)}

    def done(self, kind: str) -> list[tuple[Hashable, Future[Any]]]:
        with self._lock:
            held = list(self._held[kind].items())
        return [(key, one) for key, one in held if one.done() and one.exception() is None]

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
            known = _OF[store] = _anew(store, viewer, known)
        return known


def _anew(store: Store, viewer: Viewer, former: Kept | None) -> Kept:
    """What is kept of a graph whose stamp has moved since `former`."""
    seen = marks(store, viewer)
    if former and seen.keys() == former.marks:
        return former  # another thread has come first
    made = Kept(sum(seen.values()), frozenset(seen))
    if former is None or not former.marks <= seen.keys():
        return made
    told = touched(store, viewer, seen.keys() - former.marks)
    if told.told and len(told.ids | told.made) <= _MOST_TOUCHED:
        _inherit(store, viewer, made, former, told)
        if stamp(store, viewer) != made.stamp:  # what was compared may have been written since
            return Kept(made.stamp, made.marks)
    return made


def _inherit(store: Store, viewer: Viewer, made: Kept, former: Kept, told: Touched) -> None:
    """What the touched entities were is compared with what they are: only what differs counts. Of one of which nothing was
    known, anything may."""
    ids = told.ids | told.made
    rows = store.read(cypher.load("read/properties"), viewer, ids=sorted(ids)) if ids else []
    now = {one["id"]: one for row in rows for one in row["entities"]}
    words, changed, unknown = set(told.words), set[str](), False
    for id_ in ids:
        before, after = former.entities.get(id_), now.get(id_)
        if before != after:
            changed.add(id_)
        if before and after:
            words |= {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        elif id_ not in told.made:
            unknown = True
    made.entities = dict(former.entities) | now
    for gone in ids - now.keys():
        made.entities.pop(gone, None)
    made.inherit(former, None if unknown else words, changed)


def names_any(query: cypher.Query, words: Iterable[str]) -> bool:
    """Whether what a statement finds may depend on any of these types, labels and properties."""
    named = _named(query.text)
    return named is None or not named.isdisjoint(words)


@lru_cache(maxsize=1 << 9)
def _named(text: str) -> frozenset[str] | None:
    return None if _ANY_TIE.search(text) else frozenset(re.findall(r"\w+", text))

"""A report: the findings of some analyses for one place and one day, each part worked out once for a state of the graph."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import cached_property, partial
from hashlib import sha256
from itertools import chain
from operator import is_
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

import cypher
from graph.finding import Finding, ranked
from graph.kept import Kept, Stopped, kept
from graph.near import NAMES, Near, asked, near
from graph.stamp import stamp
from graph.store import Rows, Store, Viewer
from graph.subgraph import Net, project
from graph.telling import tell

if TYPE_CHECKING:
    from graph.analysis import Analysis, Params

Row = dict[str, Any]
_Piece = tuple[Any, ...]
"""A statement, what it depends on of what is asked, and what its reader may see."""
_Looked = tuple[Net, tuple[Rows, ...]]
"""A graph and the rows that it was made of."""
_COLUMNS = ("source", "type", "tie", "target")
_ROW = re.compile("RETURN " + ", ".join(rf"(.+) AS {name}" for name in _COLUMNS) + "$")
_SECONDS = 30.0
_AT_ONCE = 4
_READ = 5_000
_LOOK = 0.1
"""Seconds between two looks whether the report is still wanted."""


class Watch:
    """How far a report is, `done` of `of` steps, for whoever waits for it; `stop` ends it within moments."""

    def __init__(self, told: "Callable[[Watch], None]" = lambda _: None) -> None:
        self.done = self.of = 0
        self._told, self._stop, self._lock = told, Event(), Lock()

    def expect(self, steps: int) -> None:
        self.of += steps

    def step(self) -> None:
        """One step is done. Raises Stopped."""
        with self._lock:
            self.done += 1
            # Of what was read before, more may have to be worked out than was foreseen.
            self.of = max(self.of, self.done)
        self._told(self)
        self.look()

    def look(self) -> None:
        """Raises Stopped where nobody wants the report any more."""
        if self.stopped:
            raise Stopped

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()

    def stop(self) -> None:
        self._stop.set()


@dataclass(frozen=True)
class Report:
    """What `parts` find for what is `asked`, names made ids. Raises as `Store.read` does, and Stopped by its watch."""

    store: Store
    viewer: Viewer
    parts: "Sequence[Analysis]"
    asked: "Params"
    watch: Watch

    def _looked(self, part: "Analysis") -> _Looked:
        """The graph that an analysis looks at."""
        return self._kept.get("net", self._pieces(part), partial(self._net, part))

    def found(self, day: str | None = None) -> list[Finding]:
        """The findings, of another day where one is given, the gravest first."""
        asked = self.asked.model_copy(update={"on": day}) if day else self.asked
        return ranked(finding for part in self.parts for finding in self._found(part, asked))

    def told(self) -> list[Row]:
        """The findings as rows, as `graph.telling.tell` shapes them. They are shared: nobody changes them."""
        names = tuple(part.name for part in self.parts)
        return self._kept.get("told", (names, *self._key(self.asked)), lambda: self.tell(self.found()))

    def tell(self, findings: Sequence[Finding]) -> list[Row]:
        return tell(self.store, self.viewer, self.asked.province, findings)

    @cached_property
    def _kept(self) -> Kept:
        return kept(self.store, self.viewer)

    def _key(self, asked: "Params") -> tuple[object, ...]:
        viewer = self.viewer
        return type(asked).__name__, asked.model_dump_json(), viewer.role, viewer.provinces, viewer.personal

    @cached_property
    def _rows(self) -> dict[tuple[object, ...], Rows]:
        """What the statements of all parts give, each read once, a few at a time: many ask for the same."""
        pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="amity-analysis")
        wanted = dict.fromkeys(piece for part in self.parts for piece in self._pieces(part))
        self.watch.expect(len(wanted) + len(self.parts))
        given = self.asked.model_dump() | (self._near if any(query.params & NAMES for query, *_ in wanted) else {})
        try:
            tasks = {piece: pool.submit(self._once, piece, given) for piece in wanted}
            self._await(set(tasks.values()))
            return {piece: task.result() for piece, task in tasks.items()}
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _await(self, waiting: "set[Future[Rows]]") -> None:
        while waiting:
            done, waiting = wait(waiting, _LOOK, FIRST_COMPLETED)
            self.watch.look()
            for task in done:
                task.result()
                self.watch.step()

    def _pieces(self, part: "Analysis") -> tuple[_Piece, ...]:
        """The statements of an analysis, each with those of the parameters that it names; who is near goes by the place."""
        asked, sight = self.asked.model_dump(), self._key(self.asked)[2:]
        return tuple(
            (piece, tuple((name, asked[name]) for name in sorted({"province" if p in NAMES else p for p in piece.params})), *sight)
            for piece in map(gathered, cypher.load(part.query).pieces)
        )  # fmt: skip

    @cached_property
    def _near(self) -> Near:
        key = (asked(), self.asked.province, *self._key(self.asked)[2:])
        return self._kept.get("rows", key, lambda: near(self.store, self.viewer, self.asked.province, self.watch.look))

    @cached_property
    def _near_told(self) -> dict[str, str]:
        """What tells those who are near from those who were before, by the name under which they are asked for."""
        return {name: sha256("\n".join(ids).encode()).hexdigest() for name, ids in self._near.items()}

    def _once(self, piece: _Piece, given: dict[str, Any]) -> Rows:
        query: cypher.Query = piece[0]
        near_ = tuple(self._near_told[name] for name in sorted(query.params & NAMES))
        return self._kept.get("rows", (*piece, near_), lambda: self._read(query, given))

    def _read(self, query: cypher.Query, given: dict[str, Any]) -> Rows:
        named = {name: given[name] for name in query.params}
        told = self.store.read(query, self.viewer, seconds=_SECONDS, **named)
        return [dict(zip(_COLUMNS, values, strict=True)) for row in told for values in row["rows"]]

    def _net(self, part: "Analysis") -> _Looked:
        """Made anew unless it is made of the same rows as before and of entities that nobody has touched."""
        pieces = self._pieces(part)
        rows, past = tuple(self._rows[piece] for piece in pieces), self._kept.past("net", pieces)
        if past and all(map(is_, past[1], rows)) and self._kept.changed.isdisjoint(past[0]):
            return past
        return project(chain.from_iterable(rows), self.viewer, self._known, self._merges), rows

    @cached_property
    def _known(self) -> dict[str, Row]:
        """What is known of everybody in the rows, and of others, read once; by id, nothing of what is no entity."""
        told = {row[end] for rows in self._rows.values() for row in rows for end in ("source", "target")}
        query, known, found = cypher.load("read/properties"), self._kept.entities, dict[str, Row]()
        ids = sorted(one for one in told if one not in known)
        for start in range(0, len(ids), _READ):
            self.watch.look()
            some = ids[start : start + _READ]
            rows = self.store.read(query, self.viewer, seconds=_SECONDS, ids=some)
            found.update(dict.fromkeys(some, Row()) | {one["id"]: one for row in rows for one in row["entities"]})
        if not found or stamp(self.store, self.viewer) != self._kept.stamp:
            return known | found
        known.update(found)
        return known

    @cached_property
    def _merges(self) -> dict[tuple[str, ...], Row]:
        return {}

    def _found(self, part: "Analysis", asked: "Params") -> list[Finding]:
        key = (part.name, *self._key(asked))

        def find() -> tuple[Net, list[Finding]]:
            net, past = self._looked(part)[0], self._kept.past("found", key)
            if past and past[0] is net:
                self.watch.step()
                return past
            findings = list[Finding]()
            for finding in part.find(net, asked):
                self.watch.look()
                findings.append(finding)
            self.watch.step()
            return net, findings

        return self._kept.get("found", key, find)[1]


def gathered(query: cypher.Query) -> cypher.Query:
    """The same statement without what tells two alike apart, whose it is and how its lines are broken, and with its rows in
    one: to take a row apart costs the driver and the engines more than what stands in it. Raises ValueError for other rows
    than those of ties."""
    text = " ".join(query.text.split())
    if not (row := _ROW.search(text)):
        raise ValueError(f"{query.name}: its rows are not {', '.join(_COLUMNS)}")
    text = f"{text[: row.start()]}RETURN collect([{', '.join(row.groups())}]) AS rows"
    return replace(query, name="analyses", doc="", text=text)

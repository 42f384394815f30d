"""What integration tests say about a graph: `nodes` and `ties` as sets of tuples, read from a real database.

assert nodes(store, "Country", "id", "name") == {("country-cu", "Cuba")}
assert ties(store, "FUNDS") == {("ngo-1", "aid-1")}
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import cypher
from graph.store import BoltStore, Rows, Store, Viewer, Work

T = TypeVar("T")
VIEWER = Viewer(user="test")


def statement(text: str) -> cypher.Query:
    """A statement of the test itself."""
    return cypher.parse("test", text)


def read(store: Store, text: str, **parameters: object) -> Rows:
    return store.read(statement(text), VIEWER, **parameters)


def write(store: Store, text: str, **parameters: object) -> Rows:
    return store.write(lambda work: work.run(statement(text), **parameters))


def nodes(store: Store, label: str, *properties: str) -> set[tuple[Any, ...]]:
    """The nodes of a label, each as the tuple of these properties (`id` alone if none are named)."""
    wanted = properties or ("id",)
    columns = ", ".join(f"n.{name} AS {name}" for name in wanted)
    return {_tuple(row, wanted) for row in read(store, f"MATCH (n:{label}) RETURN {columns}")}


def ties(store: Store, type_: str, *properties: str) -> set[tuple[Any, ...]]:
    """The ties of a type, each as (id of its source, id of its target, these properties ...)."""
    columns = "".join(f", t.{name} AS {name}" for name in properties)
    rows = read(store, f"MATCH (a)-[t:{type_}]->(b) RETURN a.id AS from_id, b.id AS to_id{columns}")
    return {_tuple(row, ("from_id", "to_id", *properties)) for row in rows}


def rows(store: Store, text: str, **parameters: object) -> set[tuple[Any, ...]]:
    """The answer to a statement of the test, as a set of tuples."""
    return {tuple(row.values()) for row in read(store, text, **parameters)}


def sibling(store: BoltStore, database: str | None = None) -> BoltStore:
    """Another store on the same server, as another process would open it."""
    return BoltStore(store.uri, *store._auth, database or store.database, sql=store.sql, folder=store._folder)


def count(store: Store, pattern: str) -> int:
    """How often a pattern with a variable `x` matches: `(x:Entity)`, `()-[x:FUNDS]->()`; sets hide duplicates."""
    return read(store, f"MATCH {pattern} RETURN count(x) AS n")[0]["n"]


def fingerprint(store: Store, timeless: bool = False) -> list[str]:
    """Every node and tie with all its properties, as sorted lines: two graphs are equal if these are.

    Left out are runs, batches and remarks, sources (they bear the locks), open questions, marks of
    changes and the schema's mark. `timeless` numbers the
    moments at which runs began, so that two graphs that were loaded at different times compare.
    """
    kept = "NOT (x:Run OR x:Batch OR x:Notes OR x:Source OR x:Schema OR x:Doubt OR x:Change)"
    found = read(store, f"MATCH (x) WHERE {kept} RETURN labels(x) AS l, properties(x) AS p")
    found += read(store, "MATCH (a)-[t]->(b) RETURN a.id AS a, type(t) AS t, b.id AS b, properties(t) AS p")
    lines = [json.dumps(_said(row, timeless), sort_keys=True, ensure_ascii=False) for row in found]
    if timeless:
        began = read(store, "MATCH (r:Run) WHERE r.reverting IS NULL RETURN r.started AS at ORDER BY at")
        for n, row in enumerate(began):
            lines = [line.replace(row["at"], f"#{n}") for line in lines]
    return sorted(lines)


def _said(row: dict[str, Any], timeless: bool) -> dict[str, Any]:
    passing = {"kept"} if timeless else set[str]()
    told = {name: value for name, value in row["p"].items() if value is not None and name not in passing}
    return {**row, "p": told, "l": sorted(row.get("l", []))}


@dataclass(eq=False)
class RecordingStore:
    """A store without a database: keeps what it was asked, answers with the rows it was given, one list a call."""

    answers: list[Rows] = field(default_factory=list[Rows])
    asked: list[tuple[str, dict[str, object]]] = field(default_factory=list[tuple[str, dict[str, object]]])

    def read(self, query: cypher.Query, viewer: Viewer, /, seconds: float = 10.0, **parameters: object) -> Rows:
        given = parameters | viewer.scope(query)
        assert query.params == given.keys(), f"{query.name} takes {query.params}, was given {given.keys()}"
        return self.run(query, **given)

    def run(self, query: cypher.Query, /, **parameters: object) -> Rows:
        self.asked.append((query.name, parameters))
        return self.answers.pop(0) if self.answers else []

    def write(self, work: Callable[[Work], T], /, seconds: float = 60.0) -> T:
        return work(self)

    def ensure_schema(self) -> None: ...
    def schema(self) -> dict[str, Any]:
        return {"version": 0, "latest": 0, "indexes": [], "missing": []}

    def info(self) -> dict[str, str]:
        return {"engine": "recording"}

    def replan(self) -> None: ...
    def close(self) -> None: ...


def _tuple(row: dict[str, Any], names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(tuple(value) if isinstance(value := row[name], list) else value for name in names)


def peak_mb() -> int:
    """The most memory that this process took since it began; what its parent took before does not count (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) >> 10

"""What the graph must have before it is used: constraints, indexes, numbered migrations; and whether it really has them.

One unique `id` on `Entity` serves every type below it, on both engines (measured: a further constraint on a type or
super-label makes nothing faster, and an id looked up through two labels uses no index on the embedded engine).
`IF NOT EXISTS` looks at the name alone, so what exists is compared with what is declared by label and property.
"""

import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import cypher
from graph.errors import Conflict, SchemaIncomplete, SchemaNewer, StatementRefused

UNIQUE = (
    "Batch",
    "Change",
    "Claim",
    "Decision",
    "Doubt",
    "Entity",
    "Former",
    "Key",
    "Notes",
    "Quarantine",
    "Run",
    "Schema",
    "Source",
)
SOUGHT = (
    ("Batch", "run"),
    ("Claim", "source"),
    ("Entity", "merged_into"),
    ("Entity", "disputes"),
    ("Entity", "type"),
    ("Quarantine", "mark"),
    ("Quarantine", "run"),
    ("Quarantine", "source"),
    ("Run", "source"),
)
FULLTEXT = ("Entity", "search")
_MIGRATIONS = "schema/migrations/"
_EMBEDDED_FULLTEXT = (
    "CREATE VERTEX TYPE Entity IF NOT EXISTS",
    "CREATE PROPERTY Entity.search IF NOT EXISTS STRING",
    "CREATE INDEX IF NOT EXISTS ON Entity (search) FULL_TEXT",
)


@dataclass(frozen=True, slots=True, order=True)
class Index:
    """`kind`: "UNIQUENESS", "RANGE" or "FULLTEXT"."""

    label: str
    property: str
    kind: str

    def __str__(self) -> str:
        return f"{self.kind} {self.label}.{self.property}"


class Door(Protocol):
    """The way into the database while its schema is made; `sql` only where the engine speaks it."""

    sql: Callable[[str], None] | None

    def ask(self, query: cypher.Query) -> list[dict[str, Any]]: ...
    def change(self, *steps: tuple[cypher.Query, dict[str, Any]]) -> None:
        """Run the steps in one transaction."""
        ...


def declared() -> frozenset[Index]:
    """Everything the graph must have."""
    unique = {Index(label, "id", "UNIQUENESS") for label in UNIQUE}
    return frozenset(unique | {Index(*sought, "RANGE") for sought in SOUGHT} | {Index(*FULLTEXT, "FULLTEXT")})


def existing(door: Door) -> frozenset[Index]:
    """What the graph has of constraints and indexes on one label and one property."""
    rows = door.ask(cypher.load("schema/constraints")) + door.ask(cypher.load("schema/indexes"))
    return frozenset(
        Index(row["labelsOrTypes"][0], row["properties"][0], _kind(row["type"]))
        for row in rows
        if row["labelsOrTypes"] and row["properties"] and len(row["labelsOrTypes"]) == len(row["properties"]) == 1
    )


def state(door: Door) -> dict[str, Any]:
    """{"version", "latest", "indexes": [...], "missing": [...]} of the graph as it stands."""
    there = existing(door)
    return {
        "version": _mark(door)[0],
        "latest": max((number for number, _ in migrations()), default=0),
        "indexes": [str(index) for index in sorted(there & declared())],
        "missing": [str(index) for index in sorted(declared() - there)],
    }


def migrations() -> list[tuple[int, cypher.Query]]:
    """(number, statement) of every `cypher/schema/migrations/0001_name.cypher`, in order."""
    found = [name for name in cypher.names() if name.startswith(_MIGRATIONS)]
    return [(int(name.removeprefix(_MIGRATIONS).partition("_")[0]), cypher.load(name)) for name in found]


def ensure(door: Door, steps: Sequence[tuple[int, cypher.Query]] | None = None) -> None:
    """Bring the graph to what is declared; quick when it is there. Raises SchemaIncomplete, SchemaNewer."""
    steps = migrations() if steps is None else steps
    latest = max((number for number, _ in steps), default=0)
    version, known = _mark(door)
    if version > latest:
        raise SchemaNewer(found=version, ours=latest)
    wanted = " ".join(map(str, sorted(declared())))
    if (version, known) == (latest, wanted):
        return
    make(door, declared() - existing(door))
    for number, step in sorted(steps, key=lambda pair: pair[0]):
        if number > version:
            door.change((step, {}), (cypher.load("schema/mark"), {"version": number, "declared": ""}))
    door.change((cypher.load("schema/mark"), {"version": latest, "declared": wanted}))


def make(door: Door, missing: Iterable[Index]) -> None:
    """Make what is missing, and look again. Raises SchemaIncomplete.

    Several processes may do this at once on a new graph, and an engine refuses the later ones: they look again.
    """
    wanted = frozenset(missing)
    for left_tries in range(8, -1, -1):
        try:
            for index in sorted(wanted - existing(door)):
                _make(door, index)
            break
        except (StatementRefused, Conflict):
            if not left_tries:
                raise
            time.sleep(random.uniform(0.2, 1.0))
    if door.sql is None:
        door.ask(cypher.load("schema/ready"))
    if left := wanted - existing(door):
        raise SchemaIncomplete(missing=", ".join(map(str, sorted(left))))


def _make(door: Door, index: Index) -> None:
    if index.kind == "FULLTEXT":
        if door.sql is None:
            door.change((cypher.load("schema/fulltext"), {}))
        else:
            for statement in _EMBEDDED_FULLTEXT:
                door.sql(statement)
        return
    statement = cypher.load("schema/constraint" if index.kind == "UNIQUENESS" else "schema/index")
    name = f"{index.label}_{index.property}".lower()
    door.change((statement.fill(name=name, label=index.label, property=index.property), {}))


def _mark(door: Door) -> tuple[int, str]:
    rows = door.ask(cypher.load("schema/version"))
    return (rows[0]["version"], rows[0]["declared"]) if rows else (0, "")


def _kind(type_: str) -> str:
    """The servers' words, made one: 2026's "NODE_PROPERTY_UNIQUENESS", the embedded engine's "FULL_TEXT"."""
    if "UNIQUENESS" in type_:
        return "UNIQUENESS"
    return "FULLTEXT" if type_.replace("_", "") == "FULLTEXT" else type_

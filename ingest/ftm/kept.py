"""What the links of a file need to know of the rest of it, laid aside on disk: a file may hold more than memory."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from ingest.readers.json import Item

Known = Mapping[str, str]
_TABLES = """
PRAGMA journal_mode = OFF;
CREATE TABLE known (id TEXT PRIMARY KEY, marks TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE paid (payer TEXT, project TEXT, number INTEGER, value TEXT NOT NULL, PRIMARY KEY (payer, project, number)) WITHOUT ROWID;
"""


class Purpose(NamedTuple):
    payer: str
    project: str


class Kept:
    """Entities by id, payments by payer and project. Its file is SQLite's own and goes with it."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", check_same_thread=False)
        self._base.executescript(_TABLES)

    def meet(self, known: Iterable[tuple[str, Known]]) -> None:
        """Keep what is said of each id; what is said last of an id holds."""
        told = ((_storable(name), json.dumps(marks)) for name, marks in known)
        self._base.executemany("INSERT OR REPLACE INTO known VALUES (?, ?)", told)

    def get(self, id: str) -> Known:
        """What is said of an id; nothing where the file does not tell of it."""
        found = self._base.execute("SELECT marks FROM known WHERE id = ?", (_storable(id),)).fetchone()
        return json.loads(found[0]) if found else {}

    def pay(self, purpose: Purpose, item: Item) -> None:
        payer, project = map(_storable, purpose)
        self._base.execute(
            "INSERT INTO paid VALUES (?, ?, ?, ?)", (payer, project, item.number, json.dumps(item.value))
        )

    def paid(self) -> Iterator[list[Item]]:
        """The payments of each payer for each project, in the order of the file."""
        rows = self._base.execute("SELECT payer, project, number, value FROM paid ORDER BY payer, project, number")
        for _, same in groupby(rows, key=lambda row: row[:2]):
            yield [Item(number, json.loads(value)) for _, _, number, value in same]


def _storable(text: str) -> str:
    """Half signs, which a text of JSON may hold, as their escapes."""
    return text.encode("utf-8", "backslashreplace").decode()

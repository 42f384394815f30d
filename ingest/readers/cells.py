"""What every reader gives, whatever the file: sheets of lines of raw values, with Excel's addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, reduce
from typing import NamedTuple

from graph.names import nfc
from ingest.problems import Problem, problem

Value = str | int | float | bool | date | datetime | time | None

CELL_LIMIT = 100_000
"""Longest text of one cell; a row with a longer one is refused."""


class Line(NamedTuple):
    """One row of a sheet as it lies in the file.

    `number` counts from 1 as in Excel. `down` and `across` are the columns (from 0) whose value was
    spread from a merged cell above, or from the left. `problem` says why the row cannot be used.
    """

    number: int
    values: list[Value]
    down: frozenset[int] = frozenset()
    across: frozenset[int] = frozenset()
    problem: Problem | None = None

    def own(self) -> list[int]:
        """Columns that hold a value of their own, not one spread from a merged cell."""
        return [
            at
            for at, value in enumerate(self.values)
            if value is not None and at not in self.down and at not in self.across
        ]

    def filled(self) -> list[int]:
        """Columns that hold a value, spread or own."""
        return [at for at, value in enumerate(self.values) if value is not None]


@dataclass(slots=True)
class Sheet:
    """One sheet (or one CSV file, with the name ""); `lines` can be walked once and skips no row."""

    file: str
    name: str
    lines: Iterator[Line]
    hidden: bool = False


class Merged(NamedTuple):
    """An area of merged cells: rows and columns from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Cell(NamedTuple):
    """One value of a record with its address ("C12").

    `value` is a text, number, truth or date as the file holds it; `text` the same for reading.
    `unit` is what the heading says in brackets ("USD", "triệu đồng"); `spread` is true when the value was
    spread from a merged cell above, so that it is not said of this row alone.
    """

    text: str
    value: Value
    address: str
    unit: str = ""
    spread: bool = False


@cache
def letter(column: int) -> str:
    """Excel's letters of a column counted from 0: 0 -> "A", 26 -> "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int | None:
    """The column, counted from 0, of Excel's letters: "A" -> 0; None for what are none."""
    if not (letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= 3):
        return None
    return reduce(lambda number, sign: number * 26 + ord(sign) - 64, letters, 0) - 1


def tidy(text: str) -> str | None:
    """The text in NFC without blanks at its ends, lines parted by "\\n"; None when nothing is left."""
    return nfc(text.strip().replace("\r\n", "\n")) or None


def say(value: Value) -> str:
    """The value as text: whole numbers without ".0", dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def refusal(text: str) -> Problem | None:
    """Why a cell with this text cannot be used, if it cannot."""
    if len(text) > CELL_LIMIT:
        return problem("cell-too-long", text[:40], length=len(text), limit=CELL_LIMIT)
    if "\x00" in text:
        return problem("cell-control", text[:40], character="0")
    return None


def first_refusal(values: list[Value], number: int) -> Problem | None:
    """The problem of the first unusable cell of a row, with row and column filled in."""
    for at, value in enumerate(values):
        if isinstance(value, str) and (found := refusal(value)):
            return found.at(row=number, column=letter(at))
    return None

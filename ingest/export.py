"""Records that wait, as the tables they came from: original headings and values, what is wrong with each, and the mark by
which a mended row finds its way back.

    sheets(waiting(store), "vi") -> as_xlsx(...) or as_csv(...)

A format without tables gives one row a record, its fields as headings.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.originals import Original
from ingest.quarantine import Waiting
from ingest.readers.cells import Value, column_number, say
from ingest.readers.rows import Column

ERRORS, MARK = "Cần sửa / To mend", "Mã dòng – giữ nguyên"
LONGEST = 32_767
"""Characters that a cell of Excel holds."""
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"(?!-+$|-\d+(?:[.,]\d+)*$)[=+\-@\t\r]")
_WHOLE = 2**53


@dataclass(slots=True)
class Exported:
    """One line of an export: values in their columns, what is wrong with the cells of some, all of it in words."""

    values: list[Value]
    faults: dict[int, str]
    remark: str
    mark: str


@dataclass(slots=True)
class ExportSheet:
    """One original table: its rows of headings, and the lines that wait."""

    title: str
    head: list[list[str]]
    lines: list[Exported] = field(default_factory=list[Exported])

    @property
    def width(self) -> int:
        return max(len(self.head[-1]), *(len(line.values) for line in self.lines))


def sheets(waiting: Iterable[Waiting], lang: str) -> list[ExportSheet]:
    """A sheet for each original table, in the order in which the records come."""
    found: dict[tuple[object, ...], ExportSheet] = {}
    grouped: dict[tuple[object, ...], list[Waiting]] = {}
    for one in waiting:
        layout = one.original.layout
        texts = tuple((c.at, c.heading) for c in layout.columns) if layout else ()
        grouped.setdefault((one.source, one.file, one.sheet, texts), []).append(one)
    for table, held in grouped.items():
        first = held[0]
        columns = first.original.layout.columns if first.original.layout else _fields(held)
        found[table] = sheet = ExportSheet(first.sheet or Path(first.file).stem, _head(columns))
        sheet.lines += [line for one in held for line in _lines(one, columns, lang)]
    return list(found.values())


def marks(mark: str, lines: int) -> list[str]:
    """The marks of a record's lines: its own, then that with the number of the line."""
    return [mark if at == 1 else f"{mark}.{at}" for at in range(1, lines + 1)]


def headings(column: Column) -> list[str]:
    """What stands above a column, from the top down, each text once."""
    return list(dict.fromkeys(said for text in column.texts if (said := " ".join(text.split())))) or [column.heading]


def shown(value: Value) -> Value:
    """A value as a cell of an export holds it."""
    if isinstance(value, str):
        return _ILLEGAL.sub("", value)[:LONGEST]
    return str(value) if isinstance(value, int) and abs(value) >= _WHOLE else value


def joined(values: Iterable[Value]) -> Value:
    """The values of one field in one cell."""
    several = list(values)
    return several[0] if len(several) == 1 else "\n".join(say(value) for value in several)


def as_csv(tables: Iterable[ExportSheet]) -> bytes:
    """One file that Excel opens with its accents; several tables stand one below the other."""
    text = io.StringIO()
    writer = csv.writer(text)
    for at, table in enumerate(tables):
        width = table.width
        writer.writerows([[]] if at else [])
        writer.writerows([*_padded(row, width), "", ""] for row in table.head[:-1])
        writer.writerow([*_padded(table.head[-1], width), ERRORS, MARK])
        for line in table.lines:
            values = (_harmless(say(shown(value))) for value in line.values)
            writer.writerow([*_padded(values, width), _harmless(line.remark), line.mark])
    return text.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """What a spreadsheet would take for a formula, as text."""
    return f"'{text}" if _FORMULA.match(text) else text


def _padded(row: Iterable[str], width: int) -> list[str]:
    held = list(row)
    return [*held, *[""] * (width - len(held))]


def _fields(held: Iterable[Waiting]) -> tuple[Column, ...]:
    names = dict.fromkeys(name for one in held for name in one.original.said)
    return tuple(Column(at, name, name, "", (name,)) for at, name in enumerate(names))


def _head(columns: Iterable[Column]) -> list[list[str]]:
    """The rows of headings, each as wide as the table: a group's name above its parts, the lowest row full."""
    known = {column.at: headings(column) for column in columns}
    width, depth = max(known, default=-1) + 1, max(map(len, known.values()), default=1)
    texts = [known.get(at, []) for at in range(width)]
    return list(map(list, zip(*([""] * (depth - len(said)) + said for said in texts), strict=True))) or [[]]


def _lines(one: Waiting, columns: tuple[Column, ...], lang: str) -> Iterator[Exported]:
    values = _values(one.original, columns)
    numbers = [line.number for line in one.original.lines]
    names = {column.at: column.heading for column in columns}
    for at, mark in enumerate(marks(one.mark, len(values))):
        mine = [p for p in one.problems if (numbers.index(p["row"]) if p["row"] in numbers else 0) == at]
        cells = [(_column(p["column"], columns), str(p[lang])) for p in mine]
        faults: dict[int, str] = {}
        for column, said in cells:
            if column is not None:
                faults[column] = f"{faults[column]}\n{said}" if column in faults else said
        remark = "\n".join(f"{names[c]}: {said}" if c in names else said for c, said in cells)
        yield Exported(values[at], faults, remark, mark)


def _values(original: Original, columns: Iterable[Column]) -> list[list[Value]]:
    if original.layout:
        return [line.values for line in original.lines]
    return [[joined(original.said[c.heading]) if c.heading in original.said else None for c in columns]]


def _column(said: Any, columns: Iterable[Column]) -> int | None:
    """Where the cell stands that a problem names, by its letter or by its field."""
    by_field = next((column.at for column in columns if column.field == said == column.heading), None)
    return by_field if by_field is not None else column_number(str(said))

"""A record as its file held it, kept as text: headings in their order and the values under them, and back to a record.

What is kept is what was read (texts without the blanks at their ends, the value of a merged cell in every cell of it). A
cell longer than any cell may be is cut just behind that length, so that it is refused again.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from ingest.headings import NUMBER, vocabularies
from ingest.problems import Problem
from ingest.readers.cells import CELL_LIMIT, Cell, Line, Value, first_refusal, say
from ingest.readers.rows import Column, Layout, Row
from ingest.readers.tables import Table, column_of, row_of
from ingest.record import Record

Together = Callable[[Iterable[Row]], Iterable[Record]]
"""How the rows of a table become records: those of a list by its main fields, those of a mapping made clean before."""
_MOMENTS = {"date": date, "datetime": datetime, "time": time}


@dataclass(frozen=True, slots=True)
class Original:
    """The lines of a table under their columns, or what the fields of a record without cells `said`, in which `units`.

    Of a table's record `said` is what its reader added to the cells.
    """

    number: int
    layout: Layout | None = None
    section: str = ""
    lines: tuple[Line, ...] = ()
    said: Mapping[str, Sequence[Value]] = field(default_factory=dict[str, list[Value]])
    units: Mapping[str, str] = field(default_factory=dict[str, str])
    problem: Problem | None = None

    @classmethod
    def of(cls, record: Record) -> "Original":
        row = record.rows[0]
        if row.layout is None:
            units = {name: cell.unit for name, cell in row.cells.items() if cell.unit}
            return cls(row.number, said=record.said(), units=units, problem=row.problem)
        added = {name: [cell.value] for name, cell in row.cells.items() if cell.address == name}
        return cls(row.number, row.layout, row.section, tuple(r.line for r in record.rows if r.line), added)

    @classmethod
    def from_text(cls, text: str) -> "Original":
        held = json.loads(text)
        said = {name: [_value(one) for one in values] for name, values in held["said"].items()}
        if "columns" not in held:
            return cls(held["row"], said=said, units=held["units"], problem=_problem(held["problem"]))
        layout = Layout(held["list"], tuple(map(_column, held["columns"])), held["unit"])
        return cls(held["row"], layout, held["section"], tuple(map(_line, held["lines"])), said)

    @property
    def repeatable(self) -> bool:
        """Whether anything was kept that can be read again."""
        return bool(self.lines or self.said)

    def text(self) -> str:
        """JSON that `from_text` reads."""
        said = {name: [_plain(one) for one in values] for name, values in self.said.items()}
        held: dict[str, Any] = {"row": self.number, "said": said}
        if self.layout is None:
            held |= {"units": dict(self.units), "problem": _told(self.problem)}
        else:
            held |= {
                "list": self.layout.list, "columns": list(map(_kept, self.layout.columns)), "unit": self.layout.unit,
                "section": self.section, "lines": list(map(_held, self.lines)),
            }  # fmt: skip
        return json.dumps(held, ensure_ascii=False)

    def words(self) -> str:
        """What it says wherever it stands, as JSON: its filled cells by their headings, but for the running number."""
        if self.layout is None:
            return json.dumps(
                {name: [_plain(one) for one in values] for name, values in self.said.items()}, sort_keys=True
            )
        named = {column.at: column.heading for column in self.layout.columns}
        apart = {column.at for column in self.layout.columns if column.field == NUMBER}
        cells = (((at, v) for at, v in enumerate(it.values) if v is not None and at not in apart) for it in self.lines)
        return json.dumps([self.section, *([(named.get(at, ""), _plain(v)) for at, v in line] for line in cells)])

    def records(self, file: str, sheet: str, together: Together) -> Iterator[Record]:
        """The record again, as it is read today; several where a mended line has become one of its own."""
        if self.layout is None:
            yield self._without_cells(file, sheet)
            return
        columns = tuple(_known(column, self.layout.list) for column in self.layout.columns)
        table = Table(file, sheet, self.layout.list, 0, columns, (), self.layout.unit)
        made = list(together(row_of(table, line, self.section) for line in self.lines))
        first = made[0].rows[0]
        for name, (value,) in self.said.items():
            if name not in first.cells:
                first.add(name, Cell(say(value), value, name))
        yield from made

    def _without_cells(self, file: str, sheet: str) -> Record:
        record = Record.of(file, self.number, self.said, sheet)
        row = record.rows[0]
        row.problem = row.problem or self.problem
        row.cells |= {name: row.cells[name]._replace(unit=u) for name, u in self.units.items() if name in row.cells}
        return record


def mended(line: Line, values: Sequence[Value]) -> Line:
    """The line with other values: what is new in it is its own, and whether it can be used is asked anew."""
    if list(values) == line.values:
        return line
    long = [*line.values, *[None] * (len(values) - len(line.values))]
    same = frozenset(at for at, value in enumerate(values) if value == long[at])
    number = line.number
    return Line(number, list(values), line.down & same, line.across & same, first_refusal(list(values), number))


def _known(column: Column, list_: str) -> Column:
    """A column whose heading was not known when it was kept may be known by now."""
    if column.field or list_ not in vocabularies():
        return column
    return column_of(column.at, column.texts, vocabularies()[list_])


def _kept(column: Column) -> dict[str, Any]:
    return {name: getattr(column, name) for name in ("at", "heading", "field", "unit", "texts")}


def _column(kept: dict[str, Any]) -> Column:
    return Column(kept["at"], kept["heading"], kept["field"], kept["unit"], tuple(kept["texts"]))


def _held(line: Line) -> dict[str, Any]:
    return {
        "row": line.number, "values": [_plain(value) for value in line.values], "down": sorted(line.down),
        "across": sorted(line.across), "problem": _told(line.problem),
    }  # fmt: skip


def _line(held: dict[str, Any]) -> Line:
    values = [_value(value) for value in held["values"]]
    return Line(held["row"], values, frozenset(held["down"]), frozenset(held["across"]), _problem(held["problem"]))


def _told(found: Problem | None) -> dict[str, Any] | None:
    return {"code": found.code, "value": found.value, "column": found.column, "detail": found.detail} if found else None


def _problem(told: dict[str, Any] | None) -> Problem | None:
    return Problem(told["code"], told["value"], column=told["column"], detail=told["detail"]) if told else None


def _plain(value: Value) -> Any:
    """As JSON holds it; moments as ["date", "2026-01-31"]."""
    if isinstance(value, datetime | date | time):
        return [type(value).__name__, value.isoformat()]
    return value[: CELL_LIMIT + 1] if isinstance(value, str) else value


def _value(plain: Any) -> Value:
    if isinstance(plain, list):
        kind, said = plain
        return _MOMENTS[kind].fromisoformat(said)
    return plain

"""A row with field names, what it looked like in its table, and the records that take several rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ingest.headings import NUMBER
from ingest.problems import Problem, RowProblem, ValueProblem, problem
from ingest.readers.cells import Cell, Line, Value
from ingest.values import Money, is_blank, parse_money

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its field, or None when the heading is not known; `texts` are its headings from the top."""

    at: int
    heading: str
    field: str | None
    unit: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What all rows of a table have in common: the list (or mapping) they are read as, the columns, the unit above."""

    list: str
    columns: tuple[Column, ...]
    unit: str = ""


@dataclass(slots=True)
class Row:
    """One row of a table: `cells` by field (blank ones absent), `unknown` by heading.

    Where two columns name one field the first filled one is in `cells` and the others in `others`.
    `section` is the title of the section row above; `unit` what the sheet says above its headings ("ĐVT:
    triệu đồng"); `headings` what the table calls each field, and in which column. With `problem` set nothing else of the
    row is to be trusted. `line` is the row as the file holds it, under the columns of `layout`; a row of a format
    without tables has neither.
    """

    file: str
    sheet: str
    number: int
    cells: dict[str, Cell]
    unknown: dict[str, str]
    section: str = ""
    unit: str = ""
    others: dict[str, list[Cell]] = field(default_factory=dict[str, list[Cell]])
    problem: Problem | None = None
    headings: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    layout: Layout | None = None
    line: Line | None = None

    def add(self, name: str, cell: Cell) -> None:
        """Put a cell under its field."""
        if name in self.cells:
            self.others.setdefault(name, []).append(cell)
        else:
            self.cells[name] = cell

    def cell(self, name: str) -> Cell | None:
        """The cell of a field, the first filled one; None when blank or when the list has no such column."""
        return self.cells.get(name)

    def all(self, name: str) -> list[Cell]:
        """Every filled cell of a field, from left to right."""
        return [self.cells[name], *self.others.get(name, ())] if name in self.cells else []

    def text(self, name: str) -> str:
        """The text of a field, of several columns joined by "; "; "" when blank."""
        return "; ".join(dict.fromkeys(cell.text for cell in self.all(name)))

    def need(self, name: str) -> str:
        """The text of a field that must be there, of several columns the first that says something. Raises RowProblem."""
        if text := next((cell.text for cell in self.all(name) if not is_blank(cell.value)), ""):
            return text
        heading, _ = self.headings.get(name, (name, ""))
        raise self.wrong(name, problem("value-missing", field=heading))

    def read(self, name: str, parser: Callable[[Value], T]) -> T | None:
        """The value of a field as the parser reads it; None when blank or "-". Raises RowProblem with the address."""
        cell = self.cells.get(name)
        if cell is None or is_blank(cell.value):
            return None
        try:
            return parser(cell.value)
        except ValueProblem as error:
            raise self.wrong(name, error.problem) from error

    def money(self, name: str, currency: str = "currency") -> Money | None:
        """The amount of a field, its unit from the cell, the heading, the field `currency` or above the table."""
        cell = self.cells.get(name)
        hint = " ".join((cell.unit, self.text(currency))) if cell else ""
        return self.read(name, lambda value: parse_money(value, hint.strip() or self.unit))

    def wrong(self, name: str, found: Problem) -> RowProblem:
        """The problem of this row, placed at the cell of a field."""
        cell = self.cells.get(name)
        column = self.headings.get(name, ("", ""))[1]
        if cell:  # in a format without cells the address is the field itself
            column = name if cell.address == name else cell.address.removesuffix(str(self.number))
        return RowProblem(found.at(file=self.file, sheet=self.sheet, row=self.number, column=column))

    def opens(self, main: Iterable[str]) -> bool:
        """Whether a record begins here: a main field or the running number says something of its own."""
        numbered = NUMBER in self.cells and any(sign.isdigit() for sign in self.cells[NUMBER].text)
        own = (cell for name in (*main, *(NUMBER,) * numbered) if (cell := self.cells.get(name)))
        return self.problem is not None or any(not cell.spread for cell in own)


def records(rows: Iterable[Row], main: Iterable[str]) -> Iterator[list[Row]]:
    """The rows of each record: its own, and those under it whose `main` fields are blank or merged with it.

    A continuation row follows its record without a section between; a row with nothing above it stands alone.
    """
    main = tuple(main)
    record: list[Row] = []
    for row in rows:
        if record and (row.opens(main) or row.section != record[0].section):
            yield record
            record = []
        record.append(row)
    if record:
        yield record

"""What every record has in common, whatever is read of it: its rows, which fields were taken, and what is wrong with it."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from graph.names import fold
from ingest.headings import IGNORED, NUMBER
from ingest.problems import Problem, RowProblem, ValueProblem
from ingest.readers.cells import Value
from ingest.readers.rows import Row
from ingest.values import is_blank, split_values

T = TypeVar("T")

_COMMON = ("note", "source", "sample")


class Judged:
    """The rows of one record. `faults` are why it cannot be used, `warnings` what an officer should know though it is;
    `waits` is its id in the quarantine where it is tried again.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = list(rows)
        self.warnings: list[Problem] = []
        self.faults: list[Problem] = []
        self.waits = ""
        self._taken: set[str] = {NUMBER, IGNORED, *_COMMON}

    def check(self) -> None:
        """Raises RowProblem if a row could not be read at all."""
        found = [r.problem.at(file=r.file, sheet=r.sheet, row=r.number) for r in self.rows if r.problem]
        if found:
            raise RowProblem(*found)

    @contextmanager
    def judged(self) -> Generator[None]:
        """Tell the record under this: raises one RowProblem with all its faults, and nothing that only follows from them."""
        try:
            yield
        except RowProblem as error:
            self._blame(*error.problems)
        except (ValueError, TypeError, LookupError, AttributeError, AssertionError):
            if not self.faults:
                raise
        if self.faults:
            raise RowProblem(*self.faults)

    @property
    def sheet(self) -> str:
        return self.rows[0].sheet

    @property
    def address(self) -> str:
        """ "Sheet!12", or "12" where the file has no sheets."""
        row = self.rows[0]
        return f"{row.sheet}!{row.number}" if row.sheet else str(row.number)

    def wrong(self, field: str, found: Problem) -> RowProblem:
        """The problem at the cell of a field; what is raised ends the reading of the record."""
        return (self._row(field) or self.rows[0]).wrong(field, found)

    def naming(self, name: str, found: Problem) -> Problem:
        """The problem at the cell that holds a name, or at the record where no cell does."""
        said = fold(name)
        places = [(row, field) for row in self.rows for field in row.cells if said and said in fold(row.text(field))]
        row, field = min(places, key=lambda at: len(at[0].text(at[1])), default=(self.rows[0], ""))
        return row.wrong(field, found).problem

    def warn(self, field: str, found: Problem) -> None:
        """Say what an officer should know about a value, though the record is taken."""
        self._note(self.wrong(field, found).problem)

    def fault(self, field: str, found: Problem) -> None:
        """Say why the record cannot be taken, and go on: what else is wrong with it is told as well."""
        self._blame(self.wrong(field, found).problem)

    def ignore(self, *fields: str) -> None:
        """Name fields of the list that are not kept."""
        self._taken.update(fields)

    def finish(self) -> list[str]:
        """Fields with a value that nobody took, and headings that nobody knows."""
        left = [name for row in self.rows for name in row.cells if name not in self._taken]
        return list(dict.fromkeys([*left, *(heading for row in self.rows for heading in row.unknown)]))

    def said(self) -> Mapping[str, Sequence[Value]]:
        """What the fields of a record without cells hold, to be kept in the quarantine and read again from there."""
        row = self.rows[0]
        unread = {name: [text] for name, text in row.unknown.items()}
        return unread | {name: [cell.value for cell in row.all(name)] for name in row.cells}

    def _blame(self, *found: Problem) -> None:
        self.faults += [one for one in found if one not in self.faults]

    def _note(self, found: Problem) -> None:
        if found not in self.warnings:
            self.warnings.append(found)

    def _row(self, field: str) -> Row | None:
        self._taken.add(field)
        return next((r for r in self.rows if (cell := r.cell(field)) and not is_blank(cell.value)), None)

    def _values(self, field: str, whole: bool = False) -> Iterator[tuple[Row, str]]:
        """Each value of a field with the row it stands in; `whole` leaves a cell with several values in one."""
        self._taken.add(field)
        for row in self.rows:
            for cell in row.all(field):
                if not is_blank(cell.value):
                    yield from ((row, text) for text in ([cell.text] if whole else split_values(cell.text)))

    def _each(
        self, field: str, parser: Callable[[str], Iterable[T]], whole: bool = False, instead: Iterable[T] = ()
    ) -> list[T]:
        found: list[T] = []
        for row, text in self._values(field, whole):
            try:
                found += parser(text)
            except ValueProblem as error:
                self._blame(*(row.wrong(field, one).problem for one in error.problems))
                found += instead
        return found

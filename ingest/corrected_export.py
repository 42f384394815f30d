"""A corrected export read back: which waiting record each row is of, and what the officer changed in it.

Columns are known by their headings, so that one moved is found again; a row is known by its mark, wherever it stands.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from graph.names import fold
from ingest.export import ERRORS, MARK, headings, joined, marks, shown
from ingest.originals import Original, mended
from ingest.problems import FileProblem, Problem, problem
from ingest.readers.cells import Line, Value, say, tidy
from ingest.readers.files import open_table_file

_PROTECTED = re.compile(r"'[=+\-@\t\r]")
_OURS = {fold(ERRORS), fold(MARK)}


@dataclass(frozen=True, slots=True)
class Given:
    """One row of a corrected export: its values under the headings that stand above it."""

    headings: tuple[str, ...]
    values: tuple[Value, ...]

    def under(self, heading: str, at: int) -> tuple[bool, Value]:
        """Whether there is still such a column, where it was or elsewhere, and its value."""
        if at < len(self.headings) and self.headings[at] == heading:
            return True, self._value(at)
        places = [place for place, text in enumerate(self.headings) if text == heading] if heading else []
        return (True, self._value(places[0])) if len(places) == 1 else (False, None)

    def beside(self, known: Iterable[str]) -> list[str]:
        """Headings that are none of ours nor of the `known` ones, and have a value here."""
        theirs = {*map(fold, known), *_OURS, ""}
        return [
            text for at, text in enumerate(self.headings) if fold(text) not in theirs and self._value(at) is not None
        ]

    def _value(self, at: int) -> Value:
        return self.values[at] if at < len(self.values) else None


@dataclass(slots=True)
class Corrected:
    """The rows of a corrected export by their marks, and those that bear none or one that came before."""

    rows: dict[str, Given] = field(default_factory=dict[str, Given])
    strays: list[Problem] = field(default_factory=list[Problem])

    def of(self, mark: str, original: Original) -> Original | None:
        """The record with what was changed; None if all its rows were deleted from the export."""
        if original.layout is None:
            given = self.rows.get(mark)
            return replace(original, said=_fields(original, given), problem=None) if given else None
        found = zip(marks(mark, len(original.lines)), original.lines, strict=True)
        lines = tuple(_line(original, line, self.rows[own]) for own, line in found if own in self.rows)
        return replace(original, number=lines[0].number, lines=lines) if lines else None

    def added(self, mark: str, original: Original) -> list[str]:
        """Columns that the officer has added to a table, and filled: nobody reads them."""
        if original.layout is None:
            return []
        known = [headings(column)[-1] for column in original.layout.columns]
        mine = (self.rows[own] for own in marks(mark, len(original.lines)) if own in self.rows)
        return [heading for given in mine for heading in given.beside(known)]


def is_export(path: Path) -> bool:
    """Whether a file is an export of waiting records, corrected or not; False for one that cannot be read."""
    try:
        return any(has_marks(sheet.lines) for sheet in open_table_file(path))
    except FileProblem:
        return False


def read_corrected(path: Path) -> Corrected:
    """Raises FileProblem if the file cannot be read or bears no marks."""
    corrected, seen = Corrected(), False
    for sheet in open_table_file(path):
        above: tuple[str, ...] = ()
        at = None
        for line in sheet.lines:
            if (mark_at := _mark_at(line)) is not None:
                above, at, seen = tuple(_plain(value) for value in line.values), mark_at, True
            elif at is not None and line.filled():
                _take(corrected, line, above, at, problem("row-stray").at(file=path.name, sheet=sheet.name))
    if not seen:
        raise FileProblem(problem("export-unmarked", column=MARK).at(file=path.name))
    return corrected


def _take(corrected: Corrected, line: Line, above: tuple[str, ...], at: int, stray: Problem) -> None:
    mark = _plain(line.values[at]) if at < len(line.values) else ""
    if mark and mark not in corrected.rows:
        corrected.rows[mark] = Given(above, tuple(_bare(value) for value in line.values))
    else:
        corrected.strays.append(stray.at(row=line.number))


def has_marks(lines: Iterable[Line]) -> bool:
    """Whether a sheet begins as an export does: with its headings."""
    return any(_mark_at(line) is not None for line in islice(lines, 10))


def _mark_at(line: Line) -> int | None:
    return next(
        (at for at, value in enumerate(line.values) if isinstance(value, str) and fold(value) == fold(MARK)), None
    )


def _line(original: Original, line: Line, given: Given) -> Line:
    """The line with the cells that were changed; a column that is gone keeps what it held."""
    named = {c.at: headings(c)[-1] for c in original.layout.columns} if original.layout else {}
    width = max(len(line.values), _end(given))
    values = [*line.values, *[None] * (width - len(line.values))]
    for at, value in enumerate(values):
        there, said = given.under(named.get(at, ""), at)
        if there and not _same(said, value):
            values[at] = said
    while len(values) > len(line.values) and values[-1] is None:
        values.pop()
    return mended(line, values)


def _end(given: Given) -> int:
    """How many columns stand before ours."""
    return next((at for at, text in enumerate(given.headings) if fold(text) in _OURS), len(given.headings))


def _fields(original: Original, given: Given) -> dict[str, Sequence[Value]]:
    """What each field said, or says now; a text has a line for each of several values, a number stays one."""
    said = dict(original.said)
    for at, name in enumerate(given.headings[: _end(given)]):
        _, value = given.under(name, at)
        if name and not _same(value, joined(said.get(name, [None]))):
            said[name] = [text for text in value.split("\n") if text] if isinstance(value, str) else [value]
    return {name: held for name, values in said.items() if (held := [one for one in values if one is not None])}


def _same(given: Value, held: Value) -> bool:
    return tidy(say(given)) == tidy(say(shown(held)))


def _plain(value: Value) -> str:
    """A heading or a mark, whatever blanks and breaks stand between its words."""
    return " ".join(say(value).split())


def _bare(value: Value) -> Value:
    """Without the sign that kept a text from being taken for a formula."""
    return value[1:] if isinstance(value, str) and _PROTECTED.match(value) else value

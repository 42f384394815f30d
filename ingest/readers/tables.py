"""Tables in a sheet: the heading found under letterheads, the rows under it with field names.

    for table in tables(sheet):
        for row in table.rows: ...

Tables are walked in order and streamed: the rows of one end when the next is asked for.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.texts import LANGS
from ingest.headings import (
    IGNORED,
    NUMBER,
    UntoldList,
    Vocabulary,
    called,
    fields_in,
    lacking,
    unit_of,
)
from ingest.mapping.said import Place
from ingest.problems import FileProblem, Problem, problem
from ingest.readers.cells import Cell, Line, Sheet, letter, say
from ingest.readers.files import open_table_file
from ingest.readers.heading import WINDOW, Heading, find_heading
from ingest.readers.lines import ending, kind_of, section_title
from ingest.readers.rows import Column, Layout, Row
from ingest.recognition import UNTOLD, Told, names_a_list, tell

Required = Mapping[str, Iterable[str]]

_LOOK_AHEAD = 4


@dataclass(slots=True)
class Table:
    """One table of one list.

    `titles` are the texts above it, `unit` the unit they state, `told` what told its list. `skipped` counts the lines that are no
    records: "heading", "section", "total", "note"; it is complete once `rows` has been walked.
    """

    file: str
    sheet: str
    list: str
    heading_row: int
    columns: tuple[Column, ...]
    titles: tuple[str, ...]
    unit: str
    hidden: bool = False
    told: Told = UNTOLD
    headings: dict[str, tuple[str, str]] = field(init=False)
    layout: Layout = field(init=False)
    named: frozenset[int] = field(init=False)
    rows: Iterator[Row] = field(default_factory=lambda: iter(()))
    skipped: Counter[str] = field(default_factory=Counter[str])

    def __post_init__(self) -> None:
        self.headings = {c.field: (c.heading, letter(c.at)) for c in reversed(self.columns) if c.field}
        self.layout = Layout(self.list, self.columns, self.unit)
        self.named = frozenset(column.at for column in self.columns)

    def unknown(self) -> dict[str, str]:
        """Column letter -> heading of the columns no field is known for."""
        return {letter(column.at): column.heading for column in self.columns if column.field is None}

    def twice(self) -> Iterator[tuple[Column, Column]]:
        """Each column that means what one before it does, behind that one."""
        first: dict[str, Column] = {}
        for column in self.columns:
            before = first.setdefault(column.field or IGNORED, column)
            if before is not column and before.field not in (None, NUMBER, IGNORED):
                yield before, column

    def notes(self) -> Iterator[Problem]:
        """What an officer should know: what but the headings told the list, columns that nobody knows, or of one meaning."""
        if why := self.told.note():
            yield why
        for column, heading in self.unknown().items():
            yield problem("column-unknown", heading).at(column=column)
        for first, second in self.twice():
            yield problem("column-twice", second.heading, first=letter(first.at)).at(column=letter(second.at))


def read_tables(
    path: Path,
    words: Vocabulary | None = None,
    required: Required | None = None,
    more: Sequence[Vocabulary] = (),
    unread: list[Problem] | None = None,
) -> Iterator[Table]:
    """Every table of a file; `more` are the vocabularies of mappings, which go before the lists.

    Raises FileProblem when the file can't be read or holds no table at all; UntoldList with every table whose list can't
    be told, only after all the others. Lines under no heading are told in `unread`, complete at the end; a hidden sheet
    that is no list (choices for a column) is passed over.
    """
    found = filled = False
    untold: list[Problem] = []
    for sheet in open_table_file(path):
        walk = _Walk(sheet, words, required, more)
        filled = filled or any(line.filled() or line.problem for line in walk.peek(WINDOW))
        try:
            for table in walk.tables():
                found = True
                yield table
        except UntoldList as error:
            untold += [] if sheet.hidden else error.problems
        if walk.unread and unread is not None and not sheet.hidden:
            unread.append(problem("lines-unread", count=walk.unread).at(file=sheet.file, sheet=sheet.name))
    if untold:
        raise UntoldList(*untold)
    if not found:
        missing = problem("header-missing", lines=WINDOW) if filled else problem("file-empty")
        raise FileProblem(missing.at(file=path.name))


def tables(
    sheet: Sheet, words: Vocabulary | None = None, required: Required | None = None, more: Sequence[Vocabulary] = ()
) -> Iterator[Table]:
    """The tables of one sheet, none when no heading is found.

    `words` names the list; without it the list is told from the headings, of which `required` says what a
    list can't do without. A table with all headings that one of `more` needs is read as that says; `list` is its name.
    Raises UntoldList after the others with every table whose list can't be told.
    """
    return _Walk(sheet, words, required, more).tables()


class _Walk:
    """One pass over a sheet, with a few lines of looking ahead."""

    def __init__(
        self, sheet: Sheet, words: Vocabulary | None, required: Required | None, more: Sequence[Vocabulary]
    ) -> None:
        self.sheet, self.words, self.required, self.more = sheet, words, required or {}, more
        self._ahead: deque[Line] = deque()
        self._last_section = ""
        self.unread = 0
        self.untold: list[Problem] = []

    def peek(self, count: int) -> list[Line]:
        while len(self._ahead) < count and (line := next(self.sheet.lines, None)) is not None:
            self._ahead.append(line)
        return [self._ahead[at] for at in range(min(count, len(self._ahead)))]

    def take(self) -> Line | None:
        return self._ahead.popleft() if self._ahead else next(self.sheet.lines, None)

    def tables(self) -> Iterator[Table]:
        while ahead := self.peek(WINDOW + _LOOK_AHEAD):
            heading = find_heading(ahead, self.words, more=self.more)
            if heading is None:
                self.unread += sum(bool(line.own()) for line in self._lines(WINDOW))
                continue
            titles = (self._last_section, *self._skip(heading.start))
            self._skip(heading.depth)
            table = self._table(heading, tuple(title for title in titles if title))
            table.rows = self._rows(table, heading)
            if table.list:
                yield table
            for _ in table.rows:
                pass
        if self.untold:
            raise UntoldList(*self.untold)

    def _lines(self, count: int) -> list[Line]:
        return [line for _ in range(count) if (line := self.take())]

    def _skip(self, count: int) -> list[str]:
        return [say(line.values[at]) for line in self._lines(count) for at in line.own()]

    def _table(self, heading: Heading, titles: tuple[str, ...]) -> Table:
        """The table under a heading; one of no list where it can't be told, which `untold` says."""
        told, place = UNTOLD, Place(self.sheet.file, self.sheet.name, titles)
        try:
            told = self._told(heading, place)
        except UntoldList as error:
            found = (replace(one, detail=one.detail | {"above": place.above}) for one in error.problems)
            self.untold += [one.at(file=place.file, sheet=place.sheet, row=heading.number) for one in found]
        columns = tuple(column_of(at, texts, told.words) for at, texts in enumerate(heading.columns) if any(texts))
        unit = next((unit for title in reversed(titles) if (unit := unit_of(title))), "")
        return Table(
            place.file, place.sheet, told.words.name, heading.number, columns, titles, unit, self.sheet.hidden, told
        )

    def _told(self, heading: Heading, place: Place) -> Told:
        """What it is read by: where the officer named the list, a mapping of that list or its words. Raises UntoldList, also where a column that it needs is missing."""
        if self.words:
            fitting = (words for words in self.more if words.fits(heading.columns, place.sheet))
            told = Told(min(fitting, key=lambda words: not words.is_of(place), default=self.words))
        else:
            told = tell(heading.columns, place, self.required, self.more)
        name = told.words.name
        if lost := set(self.required.get(name, ())) - fields_in(told.words, heading.columns):
            vi, en = (f"{called(name, lang)}: {lacking(name, lost, lang)}" for lang in LANGS)
            raise UntoldList(problem("column-missing", vi=vi, en=en))
        return told

    def _rows(self, table: Table, heading: Heading) -> Iterator[Row]:
        section = ended = ""
        kind = "data"
        numbering = next((column.at for column in table.columns if column.field == NUMBER), None)
        while (line := self.take()) is not None:
            parted, kind = kind == "blank", kind_of(line, heading, numbering, ended)
            if titled := parted and kind in ("data", "section") and len(line.own()) == 1 and self._repeats(heading):
                kind = "section"
            ended = ending(line, kind, ended)
            if kind == "data":
                yield row_of(table, line, section)
                continue
            if kind != "blank":
                table.skipped[kind] += 1
            if kind == "section":
                section = section_title(line)
            if self._next_begins(heading) or (titled and names_a_list(section)):
                self._last_section = section
                return

    def _repeats(self, heading: Heading) -> bool:
        """Whether the same headings come next: what stands alone above them is a title."""
        below = next((line for line in self.peek(_LOOK_AHEAD) if line.own()), None)
        return below is not None and heading.repeats(below)

    def _next_begins(self, heading: Heading) -> bool:
        """Whether another table's headings come next."""
        ahead = self.peek(_LOOK_AHEAD)
        if not ahead or len(ahead[0].own()) < 2 or heading.repeats(ahead[0]):
            return False
        other = find_heading(ahead, self.words, least=3, more=self.more)
        return other is not None and other.start == 0


def column_of(at: int, texts: tuple[str, ...], words: Vocabulary) -> Column:
    """The column under these headings, from the top row down."""
    match = words.find(texts)
    said = " / ".join(dict.fromkeys(" ".join(text.split()) for text in texts if text))
    return Column(at, said, match.field if match else None, match.unit if match else "", texts)


def row_of(table: Table, line: Line, section: str) -> Row:
    """A line of a table under its headings."""
    row = Row(
        table.file, table.sheet, line.number, {}, {}, section, table.unit, problem=line.problem, headings=table.headings,
        layout=table.layout, line=line,
    )  # fmt: skip
    for at in line.own():
        if at not in table.named:
            row.unknown[letter(at)] = say(line.values[at])
            if not table.sheet and at > table.columns[-1].at:
                row.problem = row.problem or _shifted(table, line, at)
    for column in table.columns:
        value = line.values[column.at] if column.at < len(line.values) else None
        if value is None or column.field == IGNORED:
            continue
        if column.field is None:
            row.unknown[column.heading] = say(value)
        else:
            address = f"{letter(column.at)}{line.number}"
            row.add(column.field, Cell(say(value), value, address, column.unit, column.at in line.down))
    return row


def _shifted(table: Table, line: Line, at: int) -> Problem:
    """A CSV row with more values than headings: a sign that parts fields stands unquoted in one of them."""
    found = problem("row-shifted", line.values[at], count=at + 1, expected=table.columns[-1].at + 1)
    return found.at(file=table.file, row=line.number, column=letter(at))

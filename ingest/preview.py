"""What a file is taken for, before anything is written: its list or format, headings, columns, first rows and faults.

    seen = Preview(store, mappings).look(path, chosen=None)

Only the beginning is read: up to `TRIED` records of each sheet, of which the first `SHOWN` rows are kept as they stand.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from graph.store import Store
from graph.things import Statement
from ingest.corrected_export import has_marks, read_corrected
from ingest.files import format_of, required_fields
from ingest.headings import NO_WORDS, UntoldList, Vocabulary, vocabularies, vocabulary
from ingest.mapping.correction import field_of
from ingest.mapping.folder import NONE, Mappings
from ingest.mapping.reading import Reading, objects, paths
from ingest.mapping.said import Place
from ingest.problems import FileProblem, Problem, RowProblem, problem
from ingest.readers.array import rows_at
from ingest.readers.cells import Line, Sheet, letter, say
from ingest.readers.files import open_table_file
from ingest.readers.head import LINES as HEAD_LINES
from ingest.readers.head import Head
from ingest.readers.heading import WINDOW, find_heading
from ingest.readers.rows import Column, records
from ingest.readers.tables import Table, column_of, tables
from ingest.record import Record
from ingest.seen import ColumnSeen, FileSeen, RowSeen, TableSeen, Told, Tried
from ingest.source import Source, all_sources

SHOWN, TRIED, LINES, SHEETS = 20, 300, 2_000, 30
_TIES = 8


class _Start(Head):
    """The beginning of a file with more lines of each sheet, so that a workbook is opened once."""

    @cached_property
    def opened(self) -> list[tuple[Sheet, list[Line]]]:
        """Raises FileProblem where the file is no table."""
        return [(sheet, list(islice(sheet.lines, LINES))) for sheet in islice(open_table_file(self.path), SHEETS)]

    @cached_property
    def sheets(self) -> list[list[Line]]:
        if self.root or self.json:
            return []
        with suppress(FileProblem):
            return [lines[:HEAD_LINES] for _, lines in self.opened]
        return []


class Preview:
    """Looks at files as a load would read them; `mappings` are the saved ones."""

    def __init__(self, store: Store, mappings: Mappings = NONE) -> None:
        self.store, self.mappings = store, mappings

    def look(self, path: Path, chosen: str | None = None) -> FileSeen:
        """`chosen` is the list or format an officer named. Never raises for what is wrong with the file."""
        seen = FileSeen(path.name)
        try:
            self._look(seen, path, chosen)
        except FileProblem as error:
            seen.problem = error.problem.at(file=path.name)
        return seen

    def _look(self, seen: FileSeen, path: Path, chosen: str | None) -> None:
        start = _Start(path)
        mapped = self.mappings.of_json(path, chosen)
        try:
            format_ = None if mapped else format_of(path, chosen, start)
        except FileProblem:
            if not start.json:
                raise
            format_ = None
        if start.json and not format_:
            seen.tables = (self._objects(path, mapped, chosen or "", start),)
        elif format_:
            seen.format, seen.title = format_.name, format_.title
            told = self.mappings.remembered.cleaned(format_.name, format_.records(path, self.store))
            _try(seen.records, told, format_, {}, ())
        elif not chosen and any(has_marks(lines) for _, lines in start.opened):
            seen.corrected = len(read_corrected(path).rows)
        else:
            words = vocabulary(chosen) if chosen and chosen in vocabularies() else None
            seen.tables = tuple(one for sheet, lines in start.opened for one in self._sheet(sheet, lines, words))
            if not seen.tables:
                raise FileProblem(problem("file-empty"))

    def _sheet(self, sheet: Sheet, lines: list[Line], words: Vocabulary | None) -> Iterator[TableSeen]:
        """The tables within the first lines of a sheet; what stands there, where none could be told."""
        sheet.lines = iter(lines)
        raw = {line.number: line for line in lines if line.filled()}
        untold = [problem("header-missing", lines=WINDOW).at(file=sheet.file, sheet=sheet.name)]
        try:
            required = required_fields() | self.mappings.required
            for table in tables(sheet, words, required, self.mappings.words(words and words.name)):
                untold = []
                yield self._table(table, raw, len(lines) >= LINES)
        except UntoldList as error:
            untold = list(error.problems)
        for why in untold if raw and not sheet.hidden else ():
            yield _untold(sheet, [line for at, line in raw.items() if at >= (why.row or 0)], words, why)

    def _objects(self, path: Path, mapped: Reading | None, chosen: str, start: Head) -> TableSeen:
        """The objects of a JSON document as rows, their paths as columns; without a mapping nobody knows what they mean."""
        said = [
            (item.number, paths(item.members))
            for item in islice(objects(path, mapped.mapping.items if mapped else rows_at(start.text)), TRIED)
        ]
        heads = list(dict.fromkeys(head for _, values in said for head in values))
        if not heads:
            raise FileProblem(problem("json-unknown"))
        lines = [Line(at, ["; ".join(map(say, values.get(head, ()))) or None for head in heads]) for at, values in said]
        known = mapped.mapping.fields if mapped else {head: field_of(chosen, head) for head in heads}
        columns = [Column(at, head, known.get(head), "", (head,)) for at, head in enumerate(heads)]
        seen = TableSeen("", 0, columns=tuple(replace(_column(one, lines), letter="") for one in columns))
        if mapped:
            seen.of(mapped.mapping)
            seen.title = mapped.source.title
            told = self.mappings.remembered.cleaned(mapped.source.name, mapped.json_records(path))
            _try(seen.records, told, mapped.source, {one.number: one for one in lines}, columns)
            return seen
        seen.records.rows = [RowSeen(line.number, _said(line, columns)) for line in lines[:SHOWN]]
        seen.records.more, seen.problem = len(lines) > SHOWN, problem("json-unknown").at(file=path.name)
        return seen

    def _table(self, table: Table, raw: dict[int, Line], cut: bool) -> TableSeen:
        mapped = self.mappings.get(table.list)
        source = mapped.source if mapped else all_sources()[table.list]
        read = mapped.records(table.rows) if mapped else map(Record, records(table.rows, source.main))
        seen = TableSeen(table.sheet, table.heading_row, table.list, title=source.title, by=table.told.by)
        seen.said, seen.above = table.told.said, Place(table.file, table.sheet, table.titles).above
        if mapped:
            seen.of(mapped.mapping)
        below = _try(seen.records, read, source, raw, table.columns)
        seen.records.more = seen.records.more or cut
        seen.columns = tuple(_column(column, below) for column in table.columns)
        return seen


def _try(
    seen: Tried, read: Iterator[Record], source: Source, raw: dict[int, Line], columns: Iterable[Column]
) -> list[Line]:
    """Tell the first records of a source; gives back the lines they stand on."""
    below: list[Line] = []
    for record in islice(read, TRIED):
        seen.tried += 1
        below += (raw[row.number] for row in record.rows if row.number in raw)
        rows = [RowSeen(row.number, _said(raw.get(row.number), columns)) for row in record.rows]
        _tell(rows[0], record, source)
        seen.faults += rows[0].problems
        seen.bad += bool(rows[0].problems)
        seen.rows += rows[: SHOWN - len(seen.rows)]
    seen.more = seen.tried == TRIED and next(read, None) is not None
    return below


def _tell(row: RowSeen, record: Record, source: Source) -> None:
    try:
        said = source.statements(record)
    except RowProblem as error:
        row.problems = [found.at(file=record.rows[0].file) for found in error.problems]
        return
    row.told = _told(said)


def _told(said: list[Statement]) -> Told:
    about = said[0].about
    told = [tie for statement in said for tie in statement.ties]
    out = [(tie.type, "out", tie.target.type, tie.target.name) for tie in told if tie.source == about]
    back = [(tie.type, "in", tie.source.type, tie.source.name) for tie in told if tie.target == about]
    ties = tuple([*out, *back][:_TIES])
    return Told(about.type, about.name, ties, len(told) - len(ties))


def _untold(sheet: Sheet, lines: list[Line], words: Vocabulary | None, why: Problem) -> TableSeen:
    """A sheet as it stands with its most likely headings, so that an officer can say what they mean."""
    heading = find_heading(lines, words)
    start, depth = (heading.start, heading.depth) if heading else (_likely(lines), 1)
    texts = heading.columns if heading else [(say(value),) for value in lines[start].values]
    columns = [column_of(at, said, words or NO_WORDS) for at, said in enumerate(texts) if any(said)]
    below = lines[start + depth :]
    seen = TableSeen(sheet.name, lines[start].number, columns=tuple(_column(column, below) for column in columns))
    titles = tuple(say(line.values[at]) for line in lines[:start] for at in line.own())
    seen.above = why.detail.get("above") or Place(sheet.file, sheet.name, titles).above
    seen.records.rows = [RowSeen(line.number, _said(line, columns)) for line in below[:SHOWN]]
    seen.records.more, seen.problem = len(below) > SHOWN, why
    return seen


def _likely(lines: list[Line]) -> int:
    """Where the headings are if no word in them is known: the first line with nearly as many texts as any."""
    texts = [sum(isinstance(line.values[at], str) for at in line.own()) for line in lines[:SHOWN]]
    return next(at for at, count in enumerate(texts) if count >= 0.8 * max(texts))


def _column(column: Column, rows: Iterable[Line]) -> ColumnSeen:
    values = (say(line.values[column.at]) for line in rows if column.at < len(line.values))
    example = next((value for value in values if value), "")
    return ColumnSeen(letter(column.at), column.heading, column.field or "", column.unit, example)


def _said(line: Line | None, columns: Iterable[Column]) -> list[str]:
    values = line.values if line else []
    return [say(values[column.at]) if column.at < len(values) else "" for column in columns]

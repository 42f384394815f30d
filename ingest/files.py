"""From paths to lists: which files a job holds, in which order they are read, and the records of each list in a file."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from graph.store import Store
from ingest.archive import hidden, is_archive, unpacked
from ingest.export import MARK
from ingest.fetching import fetched, is_address
from ingest.headings import UntoldList, vocabulary
from ingest.mapping.folder import NONE, Mappings
from ingest.problems import FileProblem, Problem, problem
from ingest.readers.head import Head
from ingest.readers.rows import records
from ingest.readers.tables import Table, read_tables
from ingest.record import Record
from ingest.source import FileSource, ReferenceSource, Source, all_sources

TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
"""Endings of tables; in a folder these, archives and the endings of our formats are looked at."""
_LAST = 1_000

Named = str | Mapping[str, str] | None
"""The source of every file of a job, or by file name of some; the others are told by what they hold."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One list of one file (or of our reference data): its source, its name, and its records, read once.

    `skipped` counts the lines that are no records, complete when `records` is at its end. A piece that `amends` a run
    is a part of that run's list; `beside` is when that run began to read the other parts. `reading` marks the mapping that
    the file is read by: by another one it is another reading, and a run that was cut off is not gone on with.
    """

    source: Source
    list: str
    sha256: str
    records: Iterator[Record]
    notes: tuple[Problem, ...] = ()
    sheet: str = ""
    skipped: Mapping[str, int] = field(default_factory=dict[str, int])
    amends: str = ""
    beside: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    path: Path
    source: str | None
    order: int


@dataclass(slots=True)
class Job:
    """The files of one call in the order in which they are read, and what is wrong with the others.

    Archives are unpacked for as long as the job is entered. `passed` are files of a folder that are none of ours.
    """

    planned: list[Planned] = field(default_factory=list[Planned])
    problems: list[Problem] = field(default_factory=list[Problem])
    passed: list[Problem] = field(default_factory=list[Problem])
    allow_url: bool = False
    mappings: Mappings = field(default_factory=Mappings)
    _held: ExitStack = field(default_factory=ExitStack)

    @classmethod
    def of(
        cls, paths: Iterable[Path | str], source: Named, allow_url: bool = False, mappings: Path | None = None
    ) -> Self:
        """The job of these files, folders, archives and, where allowed, https addresses.

        `mappings` is a folder of saved mappings, or one that all files are read by.
        """
        job = cls(allow_url=allow_url)
        try:
            job.mappings = Mappings.of(mappings)
        except FileProblem as error:
            job.problems.append(error.problem)
            return job
        job.passed += job.mappings.problems
        named = [source] if isinstance(source, str) else list((source or {}).values())
        if unknown := next((name for name in named if name not in readable()), None):
            known = ", ".join(sorted(readable()))
            job.problems.append(problem("source-unknown", unknown, known=known))
            return job
        found = list(job._distinct(job._walk(paths)))
        chosen = source if isinstance(source, Mapping) else dict.fromkeys((path.name for path in found), source)
        planned = (job._plan(path, chosen.get(path.name), len(found) > 1) for path in found)
        job.planned = sorted(planned, key=lambda p: (p.order, p.path.name))
        return job

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()

    def _walk(self, paths: Iterable[Path | str]) -> Iterator[Path]:
        for given in paths:
            if is_address(str(given)):
                yield from self._address(str(given))
            elif (path := Path(given)).is_dir():
                yield from self._folder(path)
            elif not path.exists():
                self.problems.append(problem("file-missing").at(file=str(path)))
            elif is_archive(path):
                yield from self._archive(path)
            else:
                yield path

    def _folder(self, path: Path) -> Iterator[Path]:
        inside = sorted(p for p in path.rglob("*") if p.is_file() and not hidden(p.relative_to(path)))
        ours = [p for p in inside if p.suffix.lower() in endings() and p.stem.upper() not in ("README", "LICENSE")]
        self.passed += [problem("file-passed-over").at(file=p.name) for p in inside if p not in ours]
        if not ours:
            self.problems.append(problem("folder-empty").at(file=str(path)))
        for found in ours:
            yield from self._archive(found) if is_archive(found) else (found,)

    def _address(self, url: str) -> Iterator[Path]:
        if not self.allow_url:
            self.problems.append(problem("address-not-asked").at(file=url))
            return
        try:
            path = fetched(url, self._aside())
        except FileProblem as error:
            self.problems.append(error.problem.at(file=url))
        else:
            yield from self._walk([path])

    def _aside(self) -> Path:
        """A new folder that lasts as long as the job."""
        return Path(self._held.enter_context(TemporaryDirectory(prefix="amity-")))

    def _archive(self, path: Path) -> Iterator[Path]:
        folder = self._aside()
        try:
            self.problems += unpacked(path, folder)
        except FileProblem as error:
            self.problems.append(error.problem.at(file=path.name))
        else:
            yield from self._folder(folder)

    def _distinct(self, paths: Iterable[Path]) -> Iterator[Path]:
        """Each file once. A second file of one name is refused: a list is known by its name, so it would take the
        first one's rows for gone."""
        seen: dict[str, Path] = {}
        for path in paths:
            first = seen.setdefault(path.name, path)
            if first is path:
                yield path
            elif path.resolve() != first.resolve():
                self.problems.append(problem("file-name-twice", first).at(file=str(path)))

    def _plan(self, path: Path, source: str | None, several: bool) -> Planned:
        """Its place in the job, told by the first list it holds; a file that cannot be read says so when its turn comes."""
        if not several:
            return Planned(path, source, 0)
        try:
            return Planned(path, source, all_sources()[source].order if source else _order(path, self.mappings))
        except FileProblem:
            return Planned(path, source, _LAST)


def pieces(path: Path, source: str | None, store: Store, mappings: Mappings = NONE) -> Iterator[Piece]:
    """Each list of a file in turn. Raises FileProblem if the file cannot be read or a list cannot be told."""
    sha256 = sha256_of(path)
    mapped = (not source or mappings.alone) and mappings.of_json(path)
    if format_ := None if mapped or mappings.alone else format_of(path, source):
        notes = format_.notes(path)
        known = mappings.remembered
        told = known.cleaned(format_.name, format_.records(path, store))
        yield Piece(format_, path.name, sha256, told if notes else _some(told), notes, reading=known.mark(format_.name))
    else:
        yield from lists(path, source, mappings, sha256)


def lists(path: Path, source: str | None, mappings: Mappings, sha256: str) -> Iterator[Piece]:
    """The lists of a file that is in no format of its own: tables, and JSON that a mapping reads. Raises FileProblem, for
    tables whose list cannot be told (UntoldList) after all others."""
    if found := mappings.of_json(path, source):
        known, name = mappings.remembered, found.source.name
        told = _some(known.cleaned(name, found.json_records(path)))
        yield Piece(found.source, path.name, sha256, told, reading=found.mark + known.mark(name))
        return
    if Head(path).json:
        raise FileProblem(problem("json-unknown"))
    read_as: Source | None = None
    unread: list[Problem] = []
    untold: list[Problem] = []
    for table in _told(_tables(path, source, mappings, unread), untold):
        if any(column.texts[-1] == MARK for column in table.columns):
            raise FileProblem(problem("export-list"))
        notes = tuple(found.at(file=path.name, sheet=table.sheet, row=table.heading_row) for found in table.notes())
        mapped = mappings.get(table.list)
        source_ = mapped.source if mapped else all_sources()[table.list]
        read = mapped.records(table.rows) if mapped else map(Record, records(table.rows, source_.main))
        first = list(islice(read, 1))
        read_as = source_ if first else read_as
        told, mark = chain(first, read), mapped.mark if mapped else ""
        yield Piece(source_, path.name, sha256, told, notes, table.sheet, table.skipped, reading=mark)
    if unread and read_as:
        yield Piece(read_as, path.name, sha256, iter(()), tuple(unread))
    if untold:
        raise UntoldList(*untold)
    if not read_as:
        raise FileProblem(problem("rows-none"))


def _told(tables: Iterator[Table], untold: list[Problem]) -> Iterator[Table]:
    """The tables whose list is told; of the others what is wrong, when all are read."""
    try:
        yield from tables
    except UntoldList as error:
        untold += error.problems


def _some(told: Iterator[Record]) -> Iterator[Record]:
    """The records of a file that holds any. Raises FileProblem where it holds none, and says nothing of it."""
    first = list(islice(told, 1))
    if not first:
        raise FileProblem(problem("rows-none"))
    return chain(first, told)


def _tables(path: Path, source: str | None, mappings: Mappings, unread: list[Problem] | None = None) -> Iterator[Table]:
    if mappings.alone and not source:
        return mappings.tables(path, unread)
    words = vocabulary(source) if source else None
    return read_tables(path, words, required_fields() | mappings.required, mappings.words(source), unread)


def format_of(path: Path, source: str | None = None, head: Head | None = None) -> FileSource | None:
    """The format of its own that a file is in, told by its content where `source` does not name it; None for tables.
    `head` is its beginning, where it has been read already.

    Raises FileProblem for a format that nobody reads.
    """
    formats = [one for one in all_sources().values() if isinstance(one, FileSource)]
    if source:
        return next((one for one in formats if one.name == source), None)
    head = head or Head(path)
    found = next((one for one in formats if one.fits(head)), None)
    if not found and (head.json or (head.root and head.root != "html")):
        raise FileProblem(problem("format-unknown", f"<{head.root}>") if head.root else problem("json-unknown"))
    return found


def readable() -> dict[str, Source]:
    """The sources whose records come in files, by name: all but our reference data."""
    return {name: one for name, one in all_sources().items() if not isinstance(one, ReferenceSource)}


def endings() -> frozenset[str]:
    """Which files of a folder are looked at, by their endings in small letters."""
    formats = (one for one in all_sources().values() if isinstance(one, FileSource))
    return TABLES.union((".zip",), *(one.endings for one in formats))


def _order(path: Path, mappings: Mappings) -> int:
    """The place in a job of the first list that a file holds."""
    if found := mappings.of_json(path):
        return found.source.order
    if format_ := None if mappings.alone else format_of(path):
        return format_.order
    first = next((table.list for table in _tables(path, None, mappings)), "")
    mapped = mappings.get(first)
    return mapped.source.order if mapped else all_sources()[first].order if first else _LAST


def required_fields() -> dict[str, tuple[str, ...]]:
    """The lists a table may hold, each with the fields it cannot do without."""
    return {name: one.required for name, one in readable().items() if not isinstance(one, FileSource)}


def sha256_of(path: Path) -> str:
    """The hash of a file's content. Raises FileProblem if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise FileProblem(problem("file-unreadable", reason=error.strerror or "").at(file=path.name)) from error

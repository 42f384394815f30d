"""From paths to lists: which files a job holds, in which order they are read, and the records of each list in a file."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from graph.store import Store
from ingest.archive import is_archive, unpacked
from ingest.fetching import fetched, is_address
from ingest.headings import vocabulary
from ingest.problems import FileProblem, Problem, problem
from ingest.readers.head import Head
from ingest.readers.rows import records
from ingest.readers.tables import read_tables
from ingest.record import Record
from ingest.source import FileSource, ReferenceSource, Source, all_sources

TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
"""Endings of tables; in a folder these, archives and the endings of our formats are looked at."""
_LAST = 1_000

Named = str | Mapping[str, str] | None
"""The source of every file of a job, or by file name of some; the others are told by what they hold."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One list of one file (or of our reference data): its source, its name, and its records, read once."""

    source: Source
    list: str
    sha256: str
    records: Iterator[Record]
    notes: tuple[Problem, ...] = ()


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
    _held: ExitStack = field(default_factory=ExitStack)

    @classmethod
    def of(cls, paths: Iterable[Path | str], source: Named, allow_url: bool = False) -> Self:
        """The job of these files, folders, archives and, where allowed, https addresses."""
        job = cls(allow_url=allow_url)
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
        inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith((".", "~$", "__MACOSX")))
        ours = [p for p in inside if p.suffix.lower() in endings()]
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
            unpacked(path, folder)
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
            first = source or _first(path)
        except FileProblem:
            return Planned(path, source, _LAST)
        return Planned(path, source, all_sources()[first].order if first else _LAST)


def pieces(path: Path, source: str | None, store: Store) -> Iterator[Piece]:
    """Each list of a file in turn. Raises FileProblem if the file cannot be read or a list cannot be told."""
    sha256 = _sha256(path)
    if format_ := format_of(path, source):
        yield Piece(format_, path.name, sha256, format_.records(path, store))
        return
    words = vocabulary(source) if source else None
    for table in read_tables(path, words, _required()):
        notes = tuple(
            problem("column-unknown", heading).at(
                file=path.name, sheet=table.sheet, row=table.heading_row, column=column
            )
            for column, heading in table.unknown().items()
        )
        source_ = all_sources()[table.list]
        read = (Record(rows) for rows in records(table.rows, source_.main))
        yield Piece(source_, path.name, sha256, read, notes)


def format_of(path: Path, source: str | None = None) -> FileSource | None:
    """The format of its own that a file is in, told by its content where `source` does not name it; None for tables.

    Raises FileProblem for a format that nobody reads.
    """
    formats = [one for one in all_sources().values() if isinstance(one, FileSource)]
    if source:
        return next((one for one in formats if one.name == source), None)
    head = Head(path)
    found = next((one for one in formats if one.fits(head)), None)
    if not found and (head.json or (head.root and head.root != "html")):
        said = f"<{head.root}>" if head.root else "JSON"
        raise FileProblem(problem("format-unknown", said, known=", ".join(one.name for one in formats)))
    return found


def readable() -> dict[str, Source]:
    """The sources whose records come in files, by name: all but our reference data."""
    return {name: one for name, one in all_sources().items() if not isinstance(one, ReferenceSource)}


def endings() -> frozenset[str]:
    """Which files of a folder are looked at, by their endings in small letters."""
    formats = (one for one in all_sources().values() if isinstance(one, FileSource))
    return TABLES.union((".zip",), *(one.endings for one in formats))


def _first(path: Path) -> str:
    format_ = format_of(path)
    return format_.name if format_ else next((t.list for t in read_tables(path, required=_required())), "")


def _required() -> dict[str, tuple[str, ...]]:
    """The lists a table may hold, each with the fields it cannot do without."""
    return {name: one.required for name, one in readable().items() if not isinstance(one, FileSource)}


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise FileProblem(problem("file-unreadable", reason=error.strerror or "").at(file=path.name)) from error

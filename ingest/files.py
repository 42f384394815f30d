"""From paths to lists: which files a job holds, in which order they are read, and the records of each list in a file."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ingest.headings import vocabulary
from ingest.problems import FileProblem, Problem, problem
from ingest.readers.rows import records
from ingest.readers.tables import read_tables
from ingest.record import Record
from ingest.source import ReferenceSource, Source, all_sources

TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
"""Endings that are looked at in a folder; a file named by itself is read whatever its name."""


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
    """The files of one call in the order in which they are read, and what is wrong with the others."""

    planned: list[Planned] = field(default_factory=list[Planned])
    problems: list[Problem] = field(default_factory=list[Problem])

    @classmethod
    def of(cls, paths: Iterable[Path], source: str | None) -> "Job":
        job = cls()
        if source is not None and source not in _required():
            known = ", ".join(sorted(_required()))
            job.problems.append(problem("source-unknown", source, known=known))
            return job
        found = list(job._distinct(job._walk(paths)))
        job.planned = sorted(
            (job._plan(p, source, len(found) > 1) for p in found), key=lambda p: (p.order, p.path.name)
        )
        return job

    def _walk(self, paths: Iterable[Path]) -> Iterator[Path]:
        for path in paths:
            if path.is_dir():
                inside = sorted(
                    p for p in path.rglob("*") if p.suffix.lower() in TABLES and not p.name.startswith((".", "~$"))
                )
                if not inside:
                    self.problems.append(problem("folder-empty").at(file=str(path)))
                yield from inside
            elif path.exists():
                yield path
            else:
                self.problems.append(problem("file-missing").at(file=str(path)))

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
            first = source or next((t.list for t in read_tables(path, required=_required())), "")
        except FileProblem:
            return Planned(path, source, 1_000)
        return Planned(path, source, all_sources()[first].order if first in all_sources() else 1_000)


def pieces(path: Path, source: str | None) -> Iterator[Piece]:
    """Each list of a file in turn. Raises FileProblem if the file cannot be read or a list cannot be told."""
    sha256 = _sha256(path)
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


def _required() -> dict[str, tuple[str, ...]]:
    """The lists a file may hold, each with the fields it cannot do without; our reference data comes in no file."""
    lists = ((name, source) for name, source in all_sources().items() if not isinstance(source, ReferenceSource))
    return {name: source.required for name, source in lists}


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise FileProblem(problem("file-unreadable", reason=error.strerror or "").at(file=path.name)) from error

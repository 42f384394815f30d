"""One job: lists are locked, read, validated, written in acknowledged batches, checked, swept and reported.

    report = ingest_paths(store, [Path("lists/")])

A run that was cut off is taken up again at its first unacknowledged batch; a run over an unchanged file changes
nothing but `last_seen`. Rows that cannot be used go to quarantine with their address, the others go in.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import cypher
from graph.store import Store, Viewer
from ingest.files import Job, Named, Piece, pieces
from ingest.headings import UntoldList
from ingest.list_run import ListRun, Options, Progress
from ingest.lock import SourceLock, locked
from ingest.problems import FileProblem
from ingest.report import Report, RunReport
from ingest.source import ReferenceSource, Source, all_sources

__all__ = ["PLAIN", "Options", "Progress", "ensure_reference", "ingest_paths", "load_pieces", "quiet"]


PLAIN = Options()


def quiet(_: RunReport) -> None:
    """Nobody watches."""


def ingest_paths(
    store: Store,
    paths: Iterable[Path | str],
    source: Named = None,
    options: Options = PLAIN,
    progress: Progress = quiet,
) -> Report:
    """Load files, folders and zip archives, partners before what mentions them. Never raises for what is wrong with a file.

    `source` names the list where the headings cannot tell. Raises graph.errors.StoreError if the engine fails: what
    was acknowledged stays, and the next call resumes.
    """
    if options.reference and not options.dry_run:
        ensure_reference(store)
    report = Report(dry_run=options.dry_run)
    with Job.of(paths, source, options.allow_url, options.mappings) as job:
        report.runs += [RunReport(None, wrong.file, errors=[wrong], failed=True) for wrong in job.problems]
        report.runs += [RunReport(None, other.file, notes=[other]) for other in job.passed]
        for planned in job.planned:
            found = pieces(planned.path, planned.source, store, job.mappings)
            report.runs += load_pieces(store, planned.path.name, found, options, progress)
    return report


def ensure_reference(store: Store) -> None:
    """Load countries, provinces and sectors unless this very version of them stands in the graph already."""
    content = b"".join(f.read_bytes() for f in sorted(_reference_files(), key=lambda f: f.name))
    sha256 = hashlib.sha256(content).hexdigest()
    done = {r["source"] for r in store.read(cypher.load("read/runs_done"), Viewer(), sha256=sha256)}
    for source in all_sources().values():
        if isinstance(source, ReferenceSource) and source.name not in done:
            piece = Piece(source, "reference", sha256, source.records())
            load_pieces(store, "reference", iter([piece]), Options(accept_fall=True), quiet)


def _reference_files() -> Iterator[Traversable]:
    return (f for f in files("graph.reference").iterdir() if f.name.endswith(".csv"))


def load_pieces(
    store: Store, name: str, found: Iterator[Piece], options: Options, progress: Progress
) -> list[RunReport]:
    """A report for each list of the file, and one for its tables that wait to be told, for which nothing is swept. What is
    wrong with the file ends it: its runs stay open."""
    runs: dict[str, tuple[ListRun, SourceLock | None]] = {}
    with ExitStack() as locks:
        try:
            for piece in found:
                if piece.source.name not in runs:
                    lock = None if options.dry_run else locks.enter_context(_held(store, piece.source))
                    runs[piece.source.name] = ListRun(store, piece, options, progress), lock
                run, lock = runs[piece.source.name]
                run.read(piece, lock)
            return [run.finish(lock) for run, lock in runs.values()]
        except FileProblem as error:
            wrong = [found.at(file=name) for found in error.problems]
            if not runs or not isinstance(error, UntoldList):
                return [*(run.report for run, _ in runs.values()), RunReport(None, name, errors=wrong, failed=True)]
            told = [run.finish(lock, wrong) for run, lock in runs.values()]
            return [*told, RunReport(None, name, errors=wrong, untold=len(wrong))]


def _held(store: Store, source: Source) -> AbstractContextManager[SourceLock]:
    """The source, made known before its first claim, locked."""
    store.write(
        lambda tx: tx.run(
            cypher.load("write/source"), id=source.name, publisher=source.publisher, url=source.url,
            licence=source.licence, title_vi=source.title["vi"], title_en=source.title["en"], rank=source.rank,
        )
    )  # fmt: skip
    return locked(store, source.name)

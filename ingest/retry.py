"""Waiting records tried again, as they are or as an officer has corrected them in an export.

    retry(store)                            # everything that waits: after reference data or names have changed
    retry(store, run, Path("can-sua.xlsx")) # what stands in a corrected export, of the list of one run

They are loaded into their own source and list as a part of it: nothing is swept, what is taken leaves the quarantine,
what is still wrong stays with its new reasons.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from graph.asked import NotFound
from graph.names import fold
from graph.runs import kept
from graph.store import Store, Viewer
from ingest.answers import Answers, answered, remember, waited_for
from ingest.corrected_export import Corrected, is_export, read_corrected
from ingest.export import marks
from ingest.files import Piece, sha256_of
from ingest.mapping.folder import Mappings
from ingest.problems import FileProblem, Problem, problem
from ingest.quarantine import Waiting, waiting
from ingest.readers.rows import Row, records
from ingest.record import Record
from ingest.report import Report, RunReport
from ingest.run import PLAIN, Options, Progress, ensure_reference, load_pieces, quiet
from ingest.source import ReferenceSource, Source, all_sources
from ingest.values import split_values

__all__ = ["is_export", "retry"]

NOTHING: Answers = MappingProxyType({})


def retry(
    store: Store,
    run: str | None = None,
    file: Path | None = None,
    options: Options = PLAIN,
    progress: Progress = quiet,
    answers: Answers = NOTHING,
) -> Report:
    """Try the records that wait, those of one `run` or of all; with a corrected export, those that stand in it, also where
    a later load of their list has met them since it was made.

    `answers` say what values at fault are to be read as; they are kept in the saved mappings. One that is not understood
    itself, or that nothing waits for, is noted and let go. A run of its own for each run
    whose records are tried. Never raises for what is wrong with the file; raises NotFound
    for a run that never was, and StoreError if the engine fails.
    """
    about = _run(store, run) if run else {}
    if run and not about:
        raise NotFound(run)
    report = Report(dry_run=options.dry_run)
    try:
        corrected, sha256 = (read_corrected(file), sha256_of(file)) if file else (None, "")
        trial = _Trial(store, Mappings.of(options.mappings), sha256, options, progress)
    except FileProblem as error:
        name = file.name if file else error.problem.file
        report.runs.append(RunReport(None, name, errors=[error.problem.at(file=name)], failed=True))
        return report
    if options.reference and not options.dry_run:
        ensure_reference(store)
    tried = list(_tried(_found(store, about, corrected), corrected))
    refused: list[Problem] = []
    if answers:
        answers, refused = trial.understood(tried, answers)
        if options.mappings and not options.dry_run:
            remember(options.mappings, tried, answers)
        tried = [answered(one, answers) for one in tried]
    if corrected and file and (notes := _unused(corrected, tried, file.name)):
        report.runs.append(RunReport(None, file.name, notes=notes))
    for (source, amends), held in _by_run(tried).items():
        report.runs += trial.of(source, amends, held)
    for one in report.runs[:1]:
        one.notes[:0] = refused
    return report


@dataclass(frozen=True, slots=True)
class _Trial:
    """How records are tried: the hash of the file they stand in (their run's where they come from none), and the rest."""

    store: Store
    mappings: Mappings
    sha256: str
    options: Options
    progress: Progress

    def of(self, name: str, amends: str, tried: Sequence[Waiting]) -> list[RunReport]:
        """Records of one source that wait for one run; a note where some cannot be read again."""
        file, source = tried[0].file, self._source(name)
        good = [one for one in tried if self._readable(one)] if source else []
        lost = problem("row-unrepeatable", file, count=len(tried) - len(good)).at(file=file)
        notes = (lost,) if len(good) < len(tried) else ()
        if not source or not good:
            return [RunReport(name, file, notes=list(notes))]
        run = _run(self.store, amends)
        piece = Piece(
            source, file, self.sha256 or str(run.get("sha256", "")), self._records(source, amends, good), notes, amends=amends,
            beside=str(run.get("started", "")),
        )  # fmt: skip
        return load_pieces(self.store, file, iter([piece]), self.options, self.progress)

    def understood(self, tried: Sequence[Waiting], answers: Answers) -> tuple[Answers, list[Problem]]:
        """The answers that can be used, found by a rehearsal, and a note on each of the others."""
        rehearsal = replace(self, options=replace(self.options, dry_run=True), progress=quiet)
        held = _by_run(answered(one, answers) for one in tried)
        runs = [run for (source, amends), those in held.items() for run in rehearsal.of(source, amends, those)]
        asked = waited_for(tried, answers)
        wrong = {fold(found.value) for run in runs for found in run.errors} - asked
        notes = {
            value: problem("answer-refused", value, meant=meant)
            if fold(value) in asked
            else problem("answer-idle", value)
            for value, meant in answers.items()
            if fold(value) not in asked or wrong & set(map(fold, (meant, *split_values(meant, comma=True))))
        }
        return {value: meant for value, meant in answers.items() if value not in notes}, list(notes.values())

    def _source(self, name: str) -> Source | None:
        mapped = self.mappings.get(name)
        source = mapped.source if mapped else all_sources().get(name)
        return None if isinstance(source, ReferenceSource) else source

    def _readable(self, one: Waiting) -> bool:
        """Whether its original was kept, and the mapping that it was read by."""
        layout = one.original.layout
        known = layout is None or layout.list in all_sources() or self.mappings.get(layout.list) is not None
        return one.original.repeatable and known

    def _records(self, source: Source, amends: str, tried: Iterable[Waiting]) -> Iterator[Record]:
        """The records to be read anew; the first that comes of a waiting one takes its place in the quarantine.

        They are walked while the source is held: what a load has settled since they were asked for is left alone.
        """
        still = {one.id for one in waiting(self.store, Viewer(), amends)}

        def listed(rows: Iterable[Row]) -> Iterator[Record]:
            return map(Record, records(rows, source.main))

        for one in tried:
            if one.id not in still:
                continue
            mapped = self.mappings.get(one.original.layout.list) if one.original.layout else None
            together = mapped.records if mapped else listed
            for at, record in enumerate(one.original.records(one.file, one.sheet, together)):
                record.waits = "" if at else one.id
                yield record


def _found(store: Store, run: Mapping[str, Any], corrected: Corrected | None) -> Iterator[Waiting]:
    """What waits for a run, or of its list where a file was corrected; without a run all that waits."""
    if not corrected or not run:
        return waiting(store, Viewer(), run.get("id"))
    return (one for one in waiting(store, Viewer(), source=run["source"]) if one.file == run["list"])


def _tried(found: Iterable[Waiting], corrected: Corrected | None) -> Iterator[Waiting]:
    """What is to be tried, with what was changed in it; rows that were deleted from the export are left alone."""
    for one in found:
        original = corrected.of(one.mark, one.original) if corrected else one.original
        if original:
            yield replace(one, original=original)


def _by_run(tried: Iterable[Waiting]) -> Mapping[tuple[str, str], list[Waiting]]:
    """Source and run -> its records, in the order in which one job reads the sources."""
    order = {name: at for at, name in enumerate(all_sources())}
    found: dict[tuple[str, str], list[Waiting]] = {}
    for one in sorted(tried, key=lambda one: (order.get(one.source, len(order)), one.run)):
        found.setdefault((one.source, one.run), []).append(one)
    return found


def _unused(corrected: Corrected, tried: Sequence[Waiting], file: str) -> list[Problem]:
    """What of a corrected export was not loaded: rows without a mark, those that do not wait any more, columns of its own."""
    known = {mark for one in tried for mark in marks(one.mark, max(len(one.original.lines), 1))}
    waits = {one.mark for one in tried}
    gone = dict.fromkeys(mark.partition(".")[0] for mark in corrected.rows if mark not in known)
    settled = [problem("row-settled", mark).at(file=file) for mark in gone if mark not in waits]
    added = dict.fromkeys(name for one in tried for name in corrected.added(one.mark, one.original))
    return [*corrected.strays, *settled, *(problem("column-untaken", name).at(file=file) for name in added)]


def _run(store: Store, id_: str) -> dict[str, Any]:
    """What the graph keeps of a run; nothing for one that never was."""
    return kept(store, Viewer(), [id_]).get(id_, {})

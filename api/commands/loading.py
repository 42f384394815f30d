"""`ingest`: officers' lists into the graph, with a report."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from api.command import command
from api.console import Output
from api.opened import opened

if TYPE_CHECKING:
    from graph.store import Store
    from ingest.report import Report, RunReport
    from ingest.run import Options, Progress

SHOWN = 20


def register(app: typer.Typer) -> None:
    command(app, "ingest")(ingest)


def ingest(
    out: Output, paths: Annotated[list[str], typer.Argument(metavar="PATH...")],
    source: Annotated[str | None, typer.Option("--source")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    accept_fall: Annotated[bool, typer.Option("--accept-fall")] = False,
    allow_url: Annotated[bool, typer.Option("--allow-url")] = False,
    mapping: Annotated[Path | None, typer.Option("--mapping", metavar="FILE")] = None,
) -> None:  # fmt: skip
    from graph.settings import load_settings
    from ingest.mapping.folder import folder_of
    from ingest.run import Options

    folder = folder_of(load_settings())
    named = mapping if mapping is None or mapping.suffix or mapping.exists() else folder / f"{mapping}.yaml"
    mappings = named or folder
    options = Options(dry_run=dry_run, accept_fall=accept_fall, allow_url=allow_url, mappings=mappings)
    with opened(out) as (store, _):
        report = load(out, store, paths, source, options)
    if out.json:
        out.data(report.as_json(out.language))
    else:
        show(out, report)
    raise typer.Exit(report.exit_code)


def load(
    out: Output,
    store: "Store",
    paths: "Sequence[Path | str]",
    source: str | None = None,
    options: "Options | None" = None,
) -> "Report":
    """Run the job under a progress line on stderr: file, rows, rows a second, errors."""
    from ingest.run import PLAIN, ingest_paths

    with progress(out) as watch:
        return ingest_paths(store, paths, source, options or PLAIN, watch)


def show(out: Output, report: "Report") -> None:
    names = ("file", "source", "read", "new", "changed", "unchanged", "quarantined", "closed")
    if rows := [
        [getattr(run, name) for name in names] for run in report.runs if run.read or not (run.failed or run.untold)
    ]:
        out.table([out.t(f"head_{name}") for name in names], rows, right=range(2, 8))
    for run in report.runs:
        _problems(out, run)
    if report.dry_run:
        out.say(out.t("dry_run"))


def _problems(out: Output, run: "RunReport") -> None:
    """Each problem at its place, errors before remarks; the long tail is counted."""
    lang = out.language
    for found in [*run.errors[:SHOWN], *run.notes[:SHOWN]]:
        place = found.where(lang)
        out.note(f"{place}: {found.message(lang)} {found.remedy(lang)}".strip(": "))
    if (more := max(len(run.errors) - SHOWN, 0) + max(len(run.notes) - SHOWN, 0)) > 0:
        out.note(out.t("more_problems", n=more, file=run.file))


@contextmanager
def progress(out: Output) -> "Generator[Progress]":
    """A live line where stderr is a terminal; elsewhere nothing until the report."""
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = Bar(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    started: dict[int, float] = {}

    with bar:
        task = bar.add_task(out.t("reading_files"), total=None)

        def watch(run: "RunReport") -> None:
            seconds = monotonic() - started.setdefault(id(run), monotonic() - 0.001)
            words = out.t(
                "progress",
                file=run.file,
                rows=run.read,
                rate=round(run.read / max(seconds, 0.05)),
                errors=run.quarantined,
            )
            bar.update(task, description=words)

        yield watch

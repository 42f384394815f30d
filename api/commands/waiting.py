"""How far a report is, said while a command waits for it."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from api.console import Output

if TYPE_CHECKING:
    from graph.report import Watch


@contextmanager
def waiting(out: Output) -> "Generator[Watch]":
    """A live line where stderr is a terminal; elsewhere nothing. Interrupted, the report ends with the command."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from graph.report import Watch

    words = TextColumn("{task.description}", markup=False)
    columns = (SpinnerColumn(), words, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(out.t("working"), total=None)
        watch = Watch(lambda now: bar.update(task, completed=now.done, total=now.of))
        try:
            yield watch
        finally:
            watch.stop()

"""`evaluate`: how right the advice is, on a file whose answers are known."""

from pathlib import Path
from typing import Annotated

import typer

from api.command import command
from api.console import Output


def register(app: typer.Typer) -> None:
    evaluations = typer.Typer(no_args_is_help=True)
    command(evaluations, "resolution")(resolution)
    app.add_typer(evaluations, name="evaluate")


def resolution(
    out: Output, file: Annotated[Path, typer.Argument(metavar="FILE")],
    part: Annotated[str | None, typer.Option("--part")] = None,
    bare: Annotated[bool, typer.Option("--no-knowledge")] = False,
) -> None:  # fmt: skip
    from graph.resolution.evaluate import evaluate, read

    found = evaluate(read(file, part), [] if bare else None)
    if out.json:
        out.data({"file": file.name, "resolution": found})
        return
    shown = {name: value for name, value in found.items() if name not in ("baseline", "errors", "queue_recall")}
    shown |= {f"queue_recall@{depth}": value for depth, value in found["queue_recall"].items()}
    for name, scores in found["baseline"].items():
        shown |= {f"{name}: {score}": value for score, value in scores.items()}
    out.facts(shown)
    for error in found["errors"]:
        out.note(f"✗ {error['ours']}  =  {error['theirs']}")

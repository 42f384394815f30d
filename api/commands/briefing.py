"""`brief`: a delegation's brief about a place, on the terminal or as a file for Word or the browser."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.command import USAGE, command, fail
from api.console import Output
from api.opened import opened

if TYPE_CHECKING:
    from api.brief_words import Sheet


def register(app: typer.Typer) -> None:
    command(app, "brief")(brief)


def brief(
    out: Output, place: Annotated[str, typer.Argument(metavar="PLACE")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE.docx|.html")] = None,
) -> None:  # fmt: skip
    from api.brief_files import WRITERS
    from api.brief_words import sheet
    from api.commands.reading import put
    from api.said_values import iso_day
    from graph.briefs import brief as make

    if output and output.suffix.lower() not in WRITERS:
        fail(out, out.t("brief_suffix", name=output.name), out.t("brief_suffix_remedy"), USAGE)
    with opened(out) as (store, viewer):
        made = make(store, viewer, place, iso_day(on))
    if out.json:
        out.data(made)
    if output:
        put(out, output, WRITERS[output.suffix.lower()](made, out.lang))
    elif not out.json:
        _tell(out, sheet(made, out.lang))


def _tell(out: Output, told: "Sheet") -> None:
    out.title(told.title)
    out.say(told.under)
    out.facts(dict(told.facts))
    for part in told.sections:
        out.title(part.title)
        if not part.rows:
            out.say(part.none)
            continue
        heads = part.heads or ("",) * len(part.widths)
        out.table(list(heads), [["\n".join(cell.lines) for cell in row] for row in part.rows])
        if part.more:
            out.say(part.more)

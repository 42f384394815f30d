"""`quarantine`: the rows that wait to be mended, as an officer gets them into a spreadsheet and back."""

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.command import command
from api.commands.loading import SHOWN, progress, show
from api.commands.reading import put
from api.console import Output
from api.opened import opened

if TYPE_CHECKING:
    from ingest.quarantine import Waiting

Run = Annotated[str | None, typer.Argument(metavar="[RUN]")]


def register(app: typer.Typer) -> None:
    rows = typer.Typer(no_args_is_help=True)
    for name, function in (("list", waiting_rows), ("export", export), ("retry", again)):
        command(rows, name)(function)
    app.add_typer(rows, name="quarantine")


def waiting_rows(
    out: Output, run: Annotated[str | None, typer.Option("--run", metavar="RUN")] = None,
    source: Annotated[str | None, typer.Option("--source")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500)] = 50,
) -> None:  # fmt: skip
    from graph.runs import waiting

    with opened(out) as (store, viewer):
        found = waiting(store, viewer, out.lang, run, source, limit=limit)
    if out.json:
        out.data(found)
        return
    if not found["total"]:
        out.say(out.t("nothing_waits"))
        return
    out.table(
        [out.t(f"head_{name}") for name in ("file", "source", "id", "quarantined")],
        [[it["file"], it["source"], it["run"], it["rows"]] for it in found["lists"]], right=[3],
    )  # fmt: skip
    told = [[it["file"], _place(it, one), one["message"]] for it in found["items"] for one in it["problems"]]
    out.table([out.t(f"head_{name}") for name in ("file", "place", "message")], told[:SHOWN])
    out.note(out.t("how_to_mend"))


def export(
    out: Output, run: Run = None, output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None
) -> None:
    from ingest.export import as_csv, sheets
    from ingest.export_xlsx import as_xlsx
    from ingest.quarantine import waiting

    if output and output.suffix.lower() not in (".xlsx", ".csv"):
        raise typer.BadParameter(f"{output.name}: .xlsx | .csv", param_hint="--output")
    with opened(out) as (store, viewer):
        found = list(waiting(store, viewer, run))
    target = (output or _free(found)) if found else None
    if target:
        write = as_csv if target.suffix.lower() == ".csv" else as_xlsx
        put(out, target, write(sheets(found, out.lang)))
    if out.json:
        out.data({"file": str(target) if target else None, "rows": len(found)})
    elif not target:
        out.say(out.t("nothing_waits"))


def again(
    out: Output, run: Run = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", metavar="FILE")] = None,
    read_as: Annotated[list[str] | None, typer.Option("--as", metavar="VALUE=MEANT")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
) -> None:  # fmt: skip
    from graph.settings import load_settings
    from ingest.mapping.folder import folder_of
    from ingest.retry import retry
    from ingest.run import Options

    if wrong := next((said for said in read_as or () if not all(map(str.strip, said.partition("=")))), None):
        raise typer.BadParameter(f"{wrong}: VALUE=MEANT", param_hint="--as")
    answers = {said.partition("=")[0]: said.partition("=")[2].strip() for said in read_as or ()}
    options = Options(dry_run=dry_run, mappings=folder_of(load_settings()))
    with opened(out) as (store, _), progress(out) as watch:
        report = retry(store, run, file, options, watch, answers)
    if out.json:
        out.data(report.as_json(out.language))
    elif report.runs:
        show(out, report)
    else:
        out.say(out.t("nothing_waits"))
    raise typer.Exit(report.exit_code)


def _place(row: dict[str, Any], problem: dict[str, Any]) -> str:
    return " ".join(str(part) for part in (row["sheet"], problem["row"], problem["column"]) if part)


def _free(found: "list[Waiting]") -> Path:
    """A name that no file bears yet: what an officer has begun to correct is not written over."""
    files = {Path(one.file).stem for one in found}
    stem = f"can-sua-{files.pop()}" if len(files) == 1 else "can-sua"
    names = (Path(f"{stem}{f'-{n}' if n > 1 else ''}.xlsx") for n in count(1))
    return next(name for name in names if not name.exists())

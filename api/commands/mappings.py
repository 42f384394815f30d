"""`mappings`: what the columns of partners' tables were said to mean, kept in the data folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.command import FAILED, command, fail
from api.console import Output

if TYPE_CHECKING:
    from ingest.mapping.model import Mapping
    from ingest.problems import Problem


def register(app: typer.Typer) -> None:
    mappings = typer.Typer(no_args_is_help=True)
    command(mappings, "list")(mappings_list)
    command(mappings, "show")(show)
    command(mappings, "check")(check)
    app.add_typer(mappings, name="mappings")


def mappings_list(out: Output) -> None:
    from ingest.mapping.folder import Mappings

    found = Mappings.of(_folder())
    kept = [one.mapping for one in found.readings]
    if out.json:
        items = [{**_told(mapping), "columns": len(mapping.columns)} for mapping in kept]
        out.data({"folder": str(_folder()), "items": items, "problems": [_shape(out, p) for p in found.problems]})
        return
    rows = [[m.name, m.title, m.list or m.entity, len(m.columns), m.publisher] for m in kept]
    heads = ("name", "title", "read_as", "columns", "publisher")
    out.table([out.t(f"head_{name}") for name in heads], rows, right=[3])
    for wrong in found.problems:
        out.note(_said(out, wrong))


def show(out: Output, mapping: Annotated[str, typer.Argument(metavar="NAME")]) -> None:
    from ingest.mapping.folder import Mappings
    from ingest.mapping.text import written

    found = Mappings.of(_folder()).get(mapping)
    if found is None:
        fail(out, out.t("mapping_unknown", name=mapping, folder=_folder()), out.t("mapping_unknown_remedy"))
    if out.json:
        out.data(found.mapping.model_dump(mode="json"))
    else:
        out.say(written(found.mapping).rstrip())


def check(out: Output, mapping_file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    from ingest.mapping.text import check_mapping

    found, wrong = check_mapping(mapping_file)
    if out.json:
        told = _told(found) if found else {"name": None}
        out.data({**told, "ok": not wrong, "errors": [_shape(out, problem) for problem in wrong]})
    elif found and not wrong:
        out.say(out.t("mapping_good", name=found.name, list=found.list or found.entity, n=len(found.columns)))
    for problem in () if out.json else wrong:
        out.note(_said(out, problem))
    raise typer.Exit(FAILED if wrong else 0)


def _folder() -> Path:
    from graph.settings import load_settings
    from ingest.mapping.folder import folder_of

    return folder_of(load_settings())


def _told(mapping: "Mapping") -> dict[str, object]:
    return {name: getattr(mapping, name) or None for name in ("name", "title", "list", "entity", "publisher")}


def _said(out: Output, wrong: "Problem") -> str:
    lang = out.language
    return f"{wrong.where(lang)}: {wrong.message(lang)} {wrong.remedy(lang)}".strip()


def _shape(out: Output, wrong: "Problem") -> dict[str, object]:
    from ingest.report import describe

    return describe(wrong, out.language)

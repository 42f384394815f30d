"""`funders` and `analyses`: the planner's question, the gaps and the opportunities."""

from typing import Annotated, Any

import typer

from api.command import USAGE, command, fail
from api.commands.waiting import waiting
from api.console import Output
from api.opened import opened

_OPEN = {"allow_extra_args": True, "ignore_unknown_options": True}


def register(app: typer.Typer) -> None:
    command(app, "funders")(funders)
    group = typer.Typer(no_args_is_help=True)
    command(group, "list")(analyses_list)
    command(group, "run", context_settings=_OPEN)(analyses_run)
    app.add_typer(group, name="analyses")


def funders(
    out: Output, sector: Annotated[str | None, typer.Option("--sector", metavar="S")] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="P")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE")] = None,
    ngo_only: Annotated[bool, typer.Option("--ngo-only")] = False,
) -> None:  # fmt: skip
    from api.said_values import iso_day
    from graph.funders import funders as ask

    with opened(out) as (store, viewer):
        found = ask(store, viewer, sector, place, iso_day(on), ngo_only)
    if out.json:
        out.data({"items": found.pop("rows"), "next": None} | found)
        return
    out.title(found["sentence"][out.lang])
    heads = ("funder", "committed", "disbursed", "licence", "contact", "items", "source")
    rows = [_funder(out, row) for row in found["rows"]]
    out.table([out.t(f"head_{name}") for name in heads], rows, right=(1, 2)) if rows else out.note(out.t("none"))


def _funder(out: Output, row: dict[str, Any]) -> list[str]:
    from graph.texts import date_text, money_text

    def sums(column: str) -> str:
        return (
            "\n".join(money_text(m[column], m["currency"], out.lang) for m in row["money"] if m[column] is not None)
            or "–"
        )

    licence, contact = row["licence"], row["last_contact"]
    return [
        row["funder"]["name"], sums("committed"), sums("disbursed"),
        out.t(f"licence_{licence['state']}") if licence else "–", date_text(contact["date"], out.lang) if contact else "–",
        "\n".join(item["name"] for item in row["items"]), "\n".join(row["sources"]),
    ]  # fmt: skip


def analyses_list(out: Output) -> None:
    from api.routers.analyses import described
    from graph.analysis import named

    found = [described(analysis) for analysis in named().values()]
    if out.json:
        out.data({"items": found, "total": len(found), "next": None})
        return
    rows = [
        [it["name"], it["title"][out.lang], "\n".join(f"--{name}" for name in it["parameters"]["properties"])]
        for it in found
    ]
    out.table([out.t(f"head_{name}") for name in ("name", "title", "options")], rows)


def analyses_run(out: Output, name: Annotated[str, typer.Argument(metavar="NAME")], context: typer.Context) -> None:
    from pydantic import ValidationError

    from graph.analysis import named, run
    from graph.asked import UnknownWord

    if name not in named():
        raise UnknownWord(name, "analysis", named())
    given = _given(out, context.args, list(named()[name].Params.model_fields))
    try:
        with opened(out) as (store, viewer), waiting(out) as watch:
            found = run(store, viewer, name, watch, **given)
    except ValidationError as error:
        first = error.errors()[0]
        fail(
            out,
            out.t("bad_value", name="-".join(map(str, first["loc"])), why=first["msg"]),
            out.t("bad_value_remedy"),
            USAGE,
        )
    _findings(out, found)


def _findings(out: Output, found: list[dict[str, Any]]) -> None:
    if out.json:
        out.data({"items": found, "total": len(found), "next": None})
    elif found:
        rows = [[f"{it['score']:.2f}", it["headline"][out.lang], it["reason"][out.lang]] for it in found]
        out.table([out.t(f"head_{name}") for name in ("score", "headline", "reason")], rows, right=(0,))
    else:
        out.note(out.t("none"))


def _given(out: Output, words: list[str], names: list[str]) -> dict[str, str]:
    """`--province hai-phong --on=2026` as a mapping; the names are the analysis' own."""
    given: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        name, equals, value = word.removeprefix("--").partition("=")
        name = name.replace("-", "_")
        value = value if equals else next(rest, None)
        if not word.startswith("--") or name not in names or value is None:
            remedy = out.t("bad_option_remedy", names=", ".join(f"--{n.replace('_', '-')}" for n in names))
            fail(out, out.t("bad_option", word=word), remedy, USAGE)
        given[name] = str(value)
    return given

"""`proposals`: figures that documents report, accepted or rejected by an officer."""

from typing import Annotated, Any

import typer

from api.command import command
from api.console import Output
from api.opened import opened

FigureId = Annotated[str, typer.Argument(metavar="ID")]
Said = Annotated[str | None, typer.Option(metavar="WORDS")]


def register(app: typer.Typer) -> None:
    figures = typer.Typer(no_args_is_help=True)
    for name, function in (("list", proposal_list), ("accept", accept), ("reject", reject)):
        command(figures, name)(function)
    app.add_typer(figures, name="proposals")


def proposal_list(
    out: Output, document: Annotated[str | None, typer.Option("--document", metavar="DOCUMENT")] = None,
    open_only: Annotated[bool, typer.Option("--open")] = False,
) -> None:  # fmt: skip
    from graph.proposals import proposals

    with opened(out) as (store, viewer):
        found = proposals(store, viewer, document, open_only)
    if out.json:
        out.data({"items": found, "total": len(found), "next": None})
    elif not found:
        out.say(out.t("no_proposals"))
    else:
        heads = [out.t(f"head_{name}") for name in ("id", "figure", "measure", "about", "period", "state", "sentence")]
        out.table(heads, [_row(it, out) for it in found])


def accept(
    out: Output, id: FigureId, value: Annotated[float | None, typer.Option("--value")] = None,
    subject: Said = None, measure: Said = None, unit: Said = None, period: Said = None,
) -> None:  # fmt: skip
    from graph.proposals import Changes
    from graph.proposals import accept as accept_figure

    with opened(out) as (store, viewer):
        told = accept_figure(store, viewer, id, Changes(value, subject, measure, unit, period))
    if out.json:
        out.data(told)
    elif made := told["statistic"]:
        out.say(out.t("figure_accepted", name=made["name"], id=made["id"]))


def reject(out: Output, id: FigureId, reason: Annotated[str, typer.Option("--reason")] = "") -> None:
    from graph.proposals import reject as reject_figure

    with opened(out) as (store, viewer):
        told = reject_figure(store, viewer, id, reason)
    if out.json:
        out.data(told)
    else:
        out.say(out.t("figure_rejected", name=told["measure"][out.lang]))


def _row(it: dict[str, Any], out: Output) -> list[object]:
    from api.units import said
    from graph.texts import number_text

    words = (said(it["qualifier"], "qualifier", out.lang), number_text(it["value"], out.lang), it["unit"][out.lang])
    return [
        it["id"], " ".join(filter(None, words)), it["measure"][out.lang], (it["subject"] or {}).get("name"),
        it["period"] or it["when"], out.t(f"figure_{it['state']}_short"), it["how"] or it["sentence"],
    ]  # fmt: skip

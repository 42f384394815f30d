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
        for it in found:
            _show(it, out)


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


def _show(it: dict[str, Any], out: Output) -> None:
    from api.units import arithmetic, figure_time, said
    from graph.texts import number_text

    words = (said(it["qualifier"], "qualifier", out.lang), number_text(it["value"], out.lang), it["unit"][out.lang])
    told = {
        "id": it["id"], "measure": it["measure"][out.lang], "figure": " ".join(filter(None, words)),
        "about": (it["subject"] or {}).get("name"), "period": figure_time(it, out.lang),
        "state": out.t(f"figure_{it['state']}_short"),
    }  # fmt: skip
    out.facts({out.t(f"head_{name}"): value for name, value in told.items() if value})
    for words_of in filter(None, (arithmetic(it["how"], out.lang), it["sentence"])):
        out.quote(words_of)
    out.say()

"""`findings`: everything due, and an officer's decision on each."""

from typing import Annotated, Any

import typer

from api.command import command
from api.commands.waiting import waiting
from api.console import Output
from api.opened import opened

Said = Annotated[str, typer.Option(metavar="WORDS")]
Place = Annotated[str | None, typer.Option("--place", metavar="P")]


def register(app: typer.Typer) -> None:
    findings = typer.Typer(no_args_is_help=True)
    for name, function in (("list", finding_list), ("show", show), ("decide", decide)):
        command(findings, name)(function)
    app.add_typer(findings, name="findings")


def finding_list(
    out: Output, place: Place = None, on: Annotated[str | None, typer.Option("--on", metavar="DATE")] = None,
    sector: Said = "", country: Said = "", owner: Said = "", kind: Said = "", analysis: Said = "",
    state: Annotated[str, typer.Option("--state", metavar="STATE")] = "due",
    since: Annotated[str | None, typer.Option("--since", metavar="DATE")] = None,
) -> None:  # fmt: skip
    from api.said_values import iso_day
    from graph.due import Wanted, due

    with opened(out) as (store, viewer), waiting(out) as watch:
        wanted = Wanted(place, iso_day(on), sector, country, owner, kind, analysis, state, iso_day(since))
        found = due(store, viewer, wanted, watch)
    if out.json:
        out.data({
            "items": found.items, "total": len(found.items), "next": None, "gone": found.gone,
            "dismissed": found.dismissed, "as_of": found.as_of,
        })  # fmt: skip
        return
    rows = [
        [
            it["id"], it["headline"][out.lang], it["owner"]["names"][out.lang] if it["owner"] else "–",
            out.t(f"finding_{it['state']}"),
        ]
        for it in found.items
    ]  # fmt: skip
    heads = [out.t(f"head_{name}") for name in ("id", "headline", "owner", "state")]
    out.table(heads, rows) if rows else out.note(out.t("none"))
    for it in found.gone:
        out.say(out.t("finding_gone", headline=it["headline"][out.lang]))


def show(out: Output, finding: Annotated[str, typer.Argument(metavar="ID")], place: Place = None) -> None:
    from graph.due import one

    with opened(out) as (store, viewer):
        found = one(store, viewer, finding, place)
    if out.json:
        out.data(found)
    else:
        _tell(out, found)


def decide(
    out: Output, finding: Annotated[str, typer.Argument(metavar="ID")],
    decision: Annotated[str, typer.Argument(metavar="accept|assign|dismiss|reopen")],
    reason: Said = "", to: Said = "", place: Place = None,
) -> None:  # fmt: skip
    from graph.due import settle

    with opened(out) as (store, viewer):
        found = settle(store, viewer, finding, decision, reason, to, place)
    if out.json:
        out.data(found)
    else:
        out.say(
            out.t("finding_decided", headline=found["headline"][out.lang], state=out.t(f"finding_{found['state']}"))
        )


def _tell(out: Output, it: dict[str, Any]) -> None:
    from graph.texts import text

    out.title(it["headline"][out.lang])
    out.say(it["reason"][out.lang])
    for name in ("next_step", "refuted_by"):
        out.say(f"{text(f'page.{name}', out.lang)} {it[name][out.lang]}")
    out.facts({
        out.t("head_owner"): it["owner"]["names"][out.lang] if it["owner"] else "–",
        out.t("head_state"): out.t(f"finding_{it['state']}"),
        text("page.evidence", out.lang): "\n".join(one["text"] for one in it["evidence"] if "entity" in one),
    })  # fmt: skip

"""`resolve`: two records of one partner made one, apart again, and what was judged of such pairs."""

from typing import Annotated

import typer

from api.command import command
from api.commands import deciding
from api.console import Output
from api.opened import opened

Said = Annotated[str, typer.Option("--reason", metavar="WORDS")]


def register(app: typer.Typer) -> None:
    resolve = typer.Typer()
    deciding.register(resolve)
    for name, function in (("merge", merge), ("unmerge", unmerge), ("judgements", judgement_list)):
        command(resolve, name)(function)
    app.add_typer(resolve, name="resolve")


def merge(
    out: Output, keep: Annotated[str, typer.Argument(metavar="ENTITY")],
    absorb: Annotated[str, typer.Argument(metavar="OTHER")], reason: Said = "",
    anyway: Annotated[bool, typer.Option("--anyway")] = False,
) -> None:  # fmt: skip
    from graph.entities import find
    from graph.merging import merge as merge_records

    with opened(out) as (store, viewer):
        one, other = (find(store, viewer, said) for said in (keep, absorb))
        came = merge_records(store, viewer, one, other, reason, anyway=anyway)
    if out.json:
        out.data(came.as_json())
        return
    out.say(out.t("merged", absorbed=came.absorbed, survivor=came.survivor, claims=came.claims, ties=came.ties))
    if came.names:
        out.say(out.t("merged_names", names=" · ".join(came.names)))
    out.note(out.t("merged_back", absorbed=came.absorbed))


def unmerge(out: Output, absorbed: Annotated[str, typer.Argument(metavar="ID")], reason: Said = "") -> None:
    from graph.merging import unmerge as separate

    with opened(out) as (store, viewer):
        came = separate(store, viewer, absorbed, reason)
    if out.json:
        out.data(came.as_json())
    else:
        out.say(out.t("unmerged", restored=came.restored, survivor=came.survivor, claims=came.claims, ties=came.ties))


def judgement_list(
    out: Output, verdict: Annotated[str | None, typer.Option("--verdict", metavar="same|different|unsure")] = None
) -> None:
    from graph.judging import VERDICTS, judgements
    from graph.subgraph import entities
    from graph.texts import date_text

    if verdict is not None and verdict not in VERDICTS:
        raise typer.BadParameter(f"{verdict!r}: {' | '.join(VERDICTS)}", param_hint="--verdict")
    with opened(out) as (store, viewer):
        found = judgements(store, viewer, verdict)
        known = entities(store, viewer, {id_ for one in found for id_ in (one.a, one.b)})
    if out.json:
        out.data({"items": [one.as_json() for one in found], "total": len(found), "next": None})
    elif not found:
        out.say(out.t("no_judgements"))
    else:
        heads = [out.t(f"head_{name}") for name in ("one", "other", "verdict", "by", "when", "reason")]
        named = {id_: f"{row['name']}\n{id_}" for id_, row in known.items()}
        out.table(heads, [
            [named.get(one.a, one.a), named.get(one.b, one.b), out.t(f"verdict_{one.verdict}"), one.by,
             date_text(one.at, out.lang), one.reason] for one in found
        ])  # fmt: skip

"""`resolve`: sure records of one partner merged, doubtful pairs listed and decided, and the names that decisions taught."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.command import command, group
from api.console import Output
from api.opened import opened

if TYPE_CHECKING:
    from graph.joining import Outcome

Said = Annotated[str, typer.Option("--reason", metavar="WORDS")]
_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Put these commands, and what `resolve` alone does, under the group `resolve`."""
    group(app)(resolve)
    for name, function in (("queue", queue), ("decide", decide), ("undo", undo), ("aliases", aliases)):
        command(app, name)(function)


def resolve(out: Output, dry_run: Annotated[bool, typer.Option("--dry-run")] = False) -> None:
    from graph.joining import resolve as look
    from graph.resolution.knowledge import officers_rows
    from graph.settings import load_settings

    known = officers_rows(load_settings().aliases)
    with opened(out) as (store, viewer):
        found = look(store, viewer, known, dry_run)
    if out.json:
        out.data(found.as_json(out.lang))
        return
    _show(found, out)
    if dry_run:
        out.note(out.t("dry_run"))


def _show(found: "Outcome", out: Output) -> None:
    if found.joined:
        out.table(
            [out.t(f"head_{name}") for name in ("kept", "absorbed", "why")],
            [
                [f"{it.keep.names[0]}\n{it.keep.id}", f"{it.absorb.names[0]}\n{it.absorb.id}",
                 "\n".join(piece.told(out.lang) for piece in it.evidence)]
                for it in found.joined
            ],
        )  # fmt: skip
    for it, why in found.refused:
        out.note(f"{it.keep.names[0]} = {it.absorb.names[0]}: {why.message(out.lang)}")
    out.say(out.t("resolved", compared=found.compared, joined=len(found.joined), waiting=found.waiting))


def queue(
    out: Output, rule: Annotated[str, typer.Option("--rule", metavar="RULE")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1)] = _SHOWN,
) -> None:  # fmt: skip
    from graph.doubts import rules, waiting
    from graph.sides import side_by_side

    with opened(out) as (store, viewer):
        pairs = waiting(store, viewer, rule)
        shown = side_by_side(store, viewer, pairs[:limit])
    if out.json:
        out.data({"items": shown, "total": len(pairs), "next": None, "rules": rules(pairs)})
    elif not pairs:
        out.say(out.t("queue_empty"))
    else:
        for it in shown:
            _pair(it, out)
        out.say(out.t("total", shown=len(shown), total=len(pairs)))


def _pair(it: dict[str, Any], out: Output) -> None:
    out.facts(
        {
            out.t(f"head_{name}"): f"{it[side]['name']}  ({it[side]['id']})"
            for name, side in (("one", "a"), ("other", "b"))
        }
    )
    for piece in it["evidence"]:
        sign = "+" if piece["weight"] > 0 else "−"
        out.quote(f"{sign} {piece['text'][out.lang]}")
    out.say()


def decide(
    out: Output, one: Annotated[str, typer.Argument(metavar="ENTITY")], other: Annotated[str, typer.Argument(metavar="OTHER")],
    word: Annotated[str, typer.Argument(metavar="same|different|unsure")], reason: Said = "",
) -> None:  # fmt: skip
    from graph.doubts import decide as say
    from graph.entities import find

    with opened(out) as (store, viewer):
        a, b = (find(store, viewer, said) for said in (one, other))
        made = say(store, viewer, a, b, word, reason)
    if out.json:
        out.data(made)
    else:
        out.say(out.t(f"decided_{word}", a=a, b=b))
        out.note(out.t("decided_back"))


def undo(out: Output) -> None:
    from graph.doubts import undo as take_back

    with opened(out) as (store, viewer):
        taken = take_back(store, viewer)
    if out.json:
        out.data(taken[0].as_json() | {"undone": len(taken)})
    else:
        out.say(out.t("undone", a=taken[0].a, b=taken[0].b) if len(taken) == 1 else out.t("undone_all", n=len(taken)))


def aliases(out: Output, output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE")] = None) -> None:
    from graph.joining import learned

    with opened(out) as (store, viewer):
        rows = [row._asdict() for row in learned(store, viewer)]
    if out.json:
        out.data({"items": rows, "total": len(rows), "next": None})
    elif output:
        with output.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([("alias", "partner", "source"), *(row.values() for row in rows)])
        out.note(out.t("file_written", path=output))
    elif rows:
        out.table(
            [out.t(f"head_{name}") for name in ("name", "partner", "source")], [list(row.values()) for row in rows]
        )
    else:
        out.say(out.t("no_aliases"))

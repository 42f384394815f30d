"""`runs revert`: one load taken back, after saying what becomes of it."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api.command import USAGE, fail
from api.console import Output
from api.opened import opened

if TYPE_CHECKING:
    from ingest.revert import Reverted


def revert(
    out: Output, run_id: Annotated[str, typer.Argument(metavar="RUN")],
    yes: Annotated[bool, typer.Option("--yes")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
) -> None:  # fmt: skip
    from ingest.revert import revert as take_back

    with opened(out) as (store, _):
        if dry_run or not yes:
            found = take_back(store, run_id, dry_run=True)
            if not out.json or dry_run:
                show(out, found)
            if dry_run:
                return
            _ask(out)
        show(out, take_back(store, run_id))


def show(out: Output, found: "Reverted") -> None:
    if out.json:
        out.data(found.as_json())
        return
    names = ("removed", "restored", "reopened", "entities_gone", *(["unknown"] if found.unknown else []))
    out.facts({out.t(f"reverted_{name}"): getattr(found, name) for name in names})
    if found.held_by:
        out.say(out.t("reverted_held"))
        heads = ("file", "id", "claims")
        rows = [[held["file"], held["run"], held["claims"]] for held in found.held_by]
        out.table([out.t(f"head_{name}") for name in heads], rows, right=[2])
    out.say(out.t("dry_run" if found.dry_run else "reverted_done", run=found.run))


def _ask(out: Output) -> None:
    """Go on only if the officer says so; where nobody can be asked, --yes is needed."""
    if out.json or not sys.stdin.isatty():
        fail(out, out.t("revert_unasked"), out.t("revert_unasked_remedy"), USAGE)
    if not typer.confirm(out.t("revert_ask"), err=True):
        fail(out, out.t("revert_left"))

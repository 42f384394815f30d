"""`ask`: the question box in the terminal."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from api.command import FAILED, command
from api.console import Output
from api.opened import opened


def register(app: typer.Typer) -> None:
    command(app, "ask")(ask)


def ask(
    out: Output, question: Annotated[list[str] | None, typer.Argument(metavar="WORDS")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE")] = None,
    context: Annotated[Path | None, typer.Option("--context", metavar="FILE")] = None,
    plan: Annotated[Path | None, typer.Option("--plan", metavar="FILE")] = None,
) -> None:  # fmt: skip
    from api.asking import model_of
    from api.said_values import iso_day
    from graph.questions.answering.answer import answer, answer_plan
    from graph.settings import load_settings

    settings = load_settings()
    before, day, home = _before(context) if context else None, iso_day(on), settings.province
    with opened(out, settings) as (store, viewer):
        if plan:
            told = answer_plan(store, viewer, _before(plan), day, province=home)
        else:
            words = " ".join(question or ())
            told = answer(store, viewer, words, out.lang, day, before, province=home, model=model_of(settings))
    if out.json:
        out.data(told)
    if not told["understood"]:
        _asked_back(out, told)
        raise typer.Exit(FAILED)
    if not out.json:
        _shown(out, told)


def _before(file: Path) -> dict[str, Any]:
    """The plan of the answer before: the file holds that answer, as --json gave it, or its plan alone. Raises BadRequest."""
    from graph.asked import BadRequest

    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        raise BadRequest("context", file.name) from None
    found = told.get("plan", told) if isinstance(told, dict) else None
    if not isinstance(found, dict):
        raise BadRequest("context", file.name)
    return found


def _asked_back(out: Output, told: dict[str, Any]) -> None:
    from api.answer_words import reasons

    if told["sentence"][out.lang]:
        out.note(
            told["sentence"][out.lang] if told["proposed"] else f"{out.t('ask_half')}: {told['sentence'][out.lang]}"
        )
    for line in reasons(told, out.lang):
        out.note(line)
    if told["proposed"]:
        out.note(out.t("ask_confirm"))
    for choice in told["choices"]:
        for one in choice["options"]:
            out.note(f"  {one['id']}  {one[out.lang]}")


def _shown(out: Output, told: dict[str, Any]) -> None:
    from graph.texts import text

    out.title(told["sentence"][out.lang])
    if told["proposed"]:
        out.note(text("ask.proposed", out.lang))
    _table(out, told["columns"], told["rows"])
    if told["reported"]:
        out.note(text("ask.reported", out.lang))
        for one in told["reported"]:
            out.note(f"  {one['measure_said']} ({one['period_said'] or '–'}): {_figure(one, out.lang)}")
    if told["behind"]:
        _table(out, told["behind"]["columns"], told["behind"]["rows"])
    if not told["rows"]:
        out.note(text("ask.none", out.lang))


def _figure(one: dict[str, Any], lang: str) -> str:
    from api.answer_cells import figure_text
    from api.units import said

    return f"{said(one['qualifier'], 'qualifier', lang) or ''} {figure_text(one['value'], lang)}".strip()


def _table(out: Output, columns: list[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
    from api.answer_cells import cell_text, heading

    if rows:
        right = [i for i, column in enumerate(columns) if column["kind"] in ("number", "money", "figure", "figures")]
        cells = [[cell_text(row.get(c["name"]), c["kind"], out.lang) for c in columns] for row in rows]
        out.table([heading(c["name"], c["kind"], out.lang) for c in columns], cells, right=right)

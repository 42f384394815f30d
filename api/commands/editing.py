"""`edit`, `retract`, `comment`, `create`, `close`, `disagreements`: an officer's words, and where sources contradict each other."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.command import command
from api.commands.reading import Entity, known_type, type_name
from api.console import Output
from api.opened import opened

if TYPE_CHECKING:
    from graph.store import Viewer

By = Annotated[str | None, typer.Option("--by", metavar="NAME")]
Reason = Annotated[str, typer.Option("--reason", metavar="WORDS")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE")]


def register(app: typer.Typer) -> None:
    command(app, "edit")(edit)
    command(app, "retract")(retract)
    command(app, "comment")(comment)
    command(app, "create")(create)
    command(app, "close")(close)
    command(app, "disagreements")(disagreements)
    command(app, "log-meeting")(log_meeting)
    command(app, "reminders")(reminders)


def edit(
    out: Output, entity: Entity, set_: Set = None,
    clear: Annotated[list[str] | None, typer.Option("--clear", metavar="NAME")] = None, reason: Reason = "", by: By = None,
) -> None:  # fmt: skip
    from api.said_values import understood
    from graph import edits, entities

    said = pairs(set_)
    if not said and not clear:
        raise typer.BadParameter("--set | --clear")
    with opened(out) as (store, viewer):
        id_ = entities.find(store, viewer, entity)
        type_ = entities.entity(store, viewer, id_)["type"]
        told = edits.edit(store, named(viewer, by), id_, understood(type_, said), clear or [], reason)
    _told(out, "edited", told)


def retract(
    out: Output, entity: Entity,
    property_: Annotated[str | None, typer.Argument(metavar="[PROPERTY]")] = None, by: By = None,
) -> None:  # fmt: skip
    from graph import edits, entities

    with opened(out) as (store, viewer):
        told = edits.retract(store, named(viewer, by), entities.find(store, viewer, entity), property_)
    _told(out, "retracted", told)


def comment(
    out: Output, entity: Entity, note: Annotated[list[str], typer.Argument(metavar="WORDS")], by: By = None
) -> None:
    from graph import edits, entities

    with opened(out) as (store, viewer):
        id_ = entities.find(store, viewer, entity)
        told = edits.comment(store, named(viewer, by), id_, " ".join(note))
    out.data(told) if out.json else out.say(out.t("commented", by=told["by"], of=id_, id=told["id"]))


def create(
    out: Output, kind_: Annotated[str, typer.Argument(metavar="TYPE")], called: Annotated[str, typer.Argument(metavar="NAME")],
    set_: Set = None, reason: Reason = "", beside: Annotated[bool, typer.Option("--anyway")] = False, by: By = None,
) -> None:  # fmt: skip
    from api.said_values import understood
    from graph import edits

    type_ = known_type(kind_) or kind_
    with opened(out) as (store, viewer):
        told = edits.create(store, named(viewer, by), type_, called, understood(type_, pairs(set_)), reason, beside)
    _told(out, "created", told)


def close(
    out: Output, entity: Entity, on: Annotated[str | None, typer.Option("--on", metavar="DATE")] = None, reason: Reason = "",
    by: By = None,
) -> None:  # fmt: skip
    from api.said_values import iso_day
    from graph import edits, entities

    with opened(out) as (store, viewer):
        id_ = entities.find(store, viewer, entity)
        told = edits.close(store, named(viewer, by), id_, iso_day(on) or "", reason)
    _told(out, "closed_entity", told)


def disagreements(
    out: Output, type: Annotated[str | None, typer.Option("--type", metavar="T")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500)] = 50,
) -> None:  # fmt: skip
    from api.units import property_label, worded
    from graph import voices
    from graph.texts import date_text
    from viz.style import tie_label

    with opened(out) as (store, viewer):
        found = voices.disagreements(store, viewer, known_type(type), None, limit)
        on_ties = voices.tie_disagreements(store, viewer, known_type(type), None, limit)
    if out.json:
        out.data(found | {"ties": {"items": on_ties["items"], "next": on_ties["next"]}})
        return
    told = [(it["entity"]["name"], it["entity"]["type"], it) for it in found["items"]]
    told += [
        (f"{tie['source']['name']} {tie_label(tie['type'], out.lang)} {tie['target']['name']}", tie["type"], it)
        for it in on_ties["items"]
        for tie in (it["tie"],)
    ]
    if not told:
        out.note(out.t("no_disagreements"))
        return
    rows = [
        [
            name, property_label(type_, it["property"], out.lang),
            "\n".join(
                f"{worded(v['value'], type_, it['property'], out.lang)} "
                f"({', '.join(v['sources'])}, {date_text(v['since'], out.lang)})"
                for v in it["values"]
            ),
        ]
        for name, type_, it in told
    ]  # fmt: skip
    out.table([out.t(f"head_{name}") for name in ("name", "property", "who_says_what")], rows)


def log_meeting(
    out: Output, theirs: Annotated[list[str], typer.Argument(metavar="WHOM")],
    ours: Annotated[list[str] | None, typer.Option("--ours", metavar="NAME")] = None,
    on: Annotated[str, typer.Option("--on", metavar="DATE")] = "", call: Annotated[bool, typer.Option("--call")] = False,
    results: Annotated[str, typer.Option("--results", metavar="WORDS")] = "",
    next_step: Annotated[str, typer.Option("--next", metavar="WORDS")] = "",
    remind: Annotated[str, typer.Option("--remind", metavar="DATE")] = "",
    new_people: Annotated[bool, typer.Option("--new-people")] = False, by: By = None,
) -> None:  # fmt: skip
    from api.said_values import iso_day
    from graph import meetings

    met = meetings.Met(
        theirs, ours or [], iso_day(on) or "", "call" if call else "meeting", results, next_step, iso_day(remind) or ""
    )
    with opened(out) as (store, viewer):
        told = meetings.log(store, named(viewer, by), met, new_people)
    _told(out, "meeting_logged", told)


def reminders(out: Output, on: Annotated[str | None, typer.Option("--on", metavar="DATE")] = None) -> None:
    from api.said_values import iso_day
    from graph import meetings
    from graph.texts import date_text

    with opened(out) as (store, viewer):
        found = meetings.reminders(store, viewer, iso_day(on))
    if out.json:
        out.data({"items": found, "total": len(found), "next": None})
    elif found:
        rows = [
            [date_text(it["remind"], out.lang), it["next_step"] or it["event"]["name"], ", ".join(w["name"] for w in it["whom"]), it["event"]["id"]]
            for it in found
        ]  # fmt: skip
        out.table([out.t(f"head_{name}") for name in ("remind", "next_step", "with", "id")], rows)
    else:
        out.note(out.t("no_reminders"))


def named(viewer: "Viewer", by: str | None) -> "Viewer":
    """Who edits: `--by`, else AMITY_OFFICER."""
    from api.deps import officer_name

    name = officer_name(by or "")
    return replace(viewer, user=name) if name else viewer


def pairs(said: list[str] | None) -> dict[str, str]:
    """`name=value` as typed. Exit 2 for what is none."""
    found = [one.partition("=") for one in said or ()]
    if bad := next((name for name, sign, _ in found if not sign or not name.strip()), None):
        raise typer.BadParameter(f"{bad!r}: NAME=VALUE", param_hint="--set")
    return {name.strip(): value.strip() for name, _, value in found}


def _told(out: Output, what: str, told: dict[str, Any]) -> None:
    if out.json:
        out.data(told)
    else:
        out.say(out.t(what, name=told["name"], type=type_name(told["type"], out.lang), id=told["id"]))

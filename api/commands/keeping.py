"""`engine`, `doctor`, `sources`, `runs`: the machine room, and where the data comes from."""

import platform
import shutil
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.command import FAILED, command, fail
from api.commands.looking import Check, look_deep
from api.commands.reverting import revert
from api.console import Output
from api.opened import opened

if TYPE_CHECKING:
    from graph.embedded import Engine
    from graph.settings import Settings


def register(app: typer.Typer) -> None:
    engine = typer.Typer(no_args_is_help=True)
    for name, function in (("start", start), ("stop", stop), ("status", status)):
        command(engine, name)(function)
    app.add_typer(engine, name="engine")
    command(app, "doctor")(doctor)
    command(app, "sources")(sources)
    loads = typer.Typer(no_args_is_help=True)
    command(loads, "list")(runs_list)
    command(loads, "show")(runs_show)
    command(loads, "revert")(revert)
    app.add_typer(loads, name="runs")


def start(out: Output) -> None:
    engine = _engine(out)
    out.note(out.t("engine_starting"))
    found = engine.start()
    out.data(found) if out.json else out.say(out.t("engine_started", uri=found["uri"]))


def stop(out: Output) -> None:
    stopped = _engine(out).stop()
    out.data({"stopped": stopped}) if out.json else out.say(
        out.t("engine_stopped" if stopped else "engine_not_running")
    )


def status(out: Output) -> None:
    found = _engine(out).status()
    if out.json:
        out.data(found)
    elif found["running"]:
        out.say(out.t("engine_started", uri=found["uri"]))
        out.facts({name: value for name, value in found.items() if name not in ("running", "uri")})
    else:
        out.say(out.t("engine_not_running"))


def _engine(out: Output) -> "Engine":
    from graph.embedded import Engine
    from graph.settings import load_settings

    settings = load_settings()
    if settings.neo4j_uri:
        fail(out, out.t("engine_not_ours", uri=settings.neo4j_uri), out.t("engine_not_ours_remedy"))
    return Engine(settings.data_dir)


def doctor(
    out: Output, deep: Annotated[bool, typer.Option("--deep")] = False, repair: Annotated[bool, typer.Option("--repair")] = False
) -> None:  # fmt: skip
    checks = examine(out) + (look_deep(out, repair) if deep or repair else [])
    bad = [check for check in checks if not check.ok]
    if out.json:
        out.data({"ok": not bad, "checks": [asdict(check) for check in checks]})
    else:
        rows = [
            ["✓" if c.ok else "✗", out.t(f"check_{c.name}"), f"{c.detail}\n→ {c.remedy}" if c.remedy else c.detail]
            for c in checks
        ]
        out.table([out.t("head_ok"), out.t("head_check"), out.t("head_detail")], rows)
        out.say(out.t("not_well", n=len(bad)) if bad else out.t("all_well"))
    raise typer.Exit(FAILED if bad else 0)


def examine(out: Output) -> list[Check]:
    """Each check is made even where one before it failed, as far as it can be."""
    from graph.errors import AmityError
    from graph.settings import load_settings

    checks = [Check("amity", True, version("amity")), Check("python", True, platform.python_version())]
    try:
        settings = load_settings()
    except AmityError as error:
        return [*checks, Check("settings", False, error.message(out.lang), error.remedy(out.lang))]
    checks.append(_disk(out, settings))
    try:
        return checks + _graph(out, settings)
    except AmityError as error:
        return [*checks, Check("engine", False, error.message(out.lang), error.remedy(out.lang))]


def _disk(out: Output, settings: "Settings") -> Check:
    from graph.errors import DiskFull
    from graph.home import NEEDED_MB

    there: Path = next(p for p in (settings.data_dir, *settings.data_dir.parents) if p.exists())
    free = shutil.disk_usage(there).free // 2**20
    error = DiskFull(path=settings.data_dir, free=free, needed=NEEDED_MB)
    enough = free >= NEEDED_MB
    return Check(
        "disk", enough, f"{settings.data_dir}: {out.t('free_mb', free=free)}", "" if enough else error.remedy(out.lang)
    )


def _graph(out: Output, settings: "Settings") -> list[Check]:
    from graph.counts import counts

    with opened(out, settings) as (store, viewer):
        info, schema, held = store.info(), store.schema(), counts(store, viewer)
    known = {"version": schema["version"], "latest": schema["latest"]}
    missing = ", ".join(map(str, schema["missing"]))
    words = out.t("schema_missing", missing=missing, **known) if missing else out.t("schema_version", **known)
    holds = out.t("holds", **{name: held[name] for name in ("entities", "ties", "claims", "sources")})
    server = f"{info['server']} {info['version']} ({info['edition']}), {info['uri']}, driver {info['driver']}"
    return [Check("engine", True, server), Check("schema", not missing, words), Check("counts", True, holds)]


def sources(out: Output) -> None:
    from graph.counts import sources as ask

    with opened(out) as (store, viewer):
        found = ask(store, viewer)
    heads = {"source": "id", "publisher": "publisher", "terms": "licence", "claims": "claims", "last_run": "last_run"}
    _listing(out, {"items": found, "total": len(found), "next": None}, heads)


def runs_list(out: Output, limit: Annotated[int, typer.Option("--limit", min=1, max=500)] = 50) -> None:
    from graph.runs import runs

    with opened(out) as (store, viewer):
        found = runs(store, viewer, limit=limit)
    names = ("id", "file", "started", "state", "read", "new", "changed", "quarantined", "closed")
    _listing(out, found, {name: name for name in names})


def runs_show(out: Output, run_id: Annotated[str, typer.Argument(metavar="RUN")]) -> None:
    from graph.runs import notes, quarantine, run

    with opened(out) as (store, viewer):
        errors, remarks = (told(store, viewer, run_id, out.lang) for told in (quarantine, notes))
        found = {**run(store, viewer, run_id), "errors": errors, "notes": remarks}
    if out.json:
        out.data(found)
        return
    out.facts(
        {
            out.t(f"head_{name}"): _cell(name, found[name], out.lang)
            for name in (
                "file",
                "source",
                "started",
                "state",
                "read",
                "new",
                "changed",
                "unchanged",
                "quarantined",
                "closed",
            )
        }
    )
    places: Callable[[dict[str, Any]], str] = lambda e: " ".join(str(e[k]) for k in ("sheet", "row", "column") if e[k])  # noqa: E731
    for name in (name for name in ("errors", "notes") if found[name]):
        out.table([out.t("head_place"), out.t(f"head_{name}")], [[places(e), e["message"]] for e in found[name]])


def _listing(out: Output, found: dict[str, Any], heads: dict[str, str]) -> None:
    """A list as it is, or its columns: head -> field."""
    if out.json:
        out.data(found)
        return
    numbers = [
        i
        for i, field in enumerate(heads.values())
        if field in ("claims", "read", "new", "changed", "unchanged", "quarantined", "closed")
    ]
    rows = [[_cell(field, it[field], out.lang) for field in heads.values()] for it in found["items"]]
    out.table([out.t(f"head_{head}") for head in heads], rows, numbers)


def _cell(field: str, value: object, lang: str) -> object:
    """A moment as date and minute, publisher, terms and state in the reader's language, everything else as it is."""
    from api.units import terms
    from graph.days import minute_of
    from graph.texts import date_text, text

    if field == "state":
        return text(f"cli.run_{value}", lang)

    if field in ("publisher", "licence"):
        return terms(str(value or "") or None, lang)

    moment = str(value or "")
    return f"{date_text(moment, lang)} {minute_of(moment)}" if field in ("started", "last_run") and moment else value

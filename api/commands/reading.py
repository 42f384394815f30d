"""`search`, `show`, `path`, `network`, `map`: what is known about partners, and how they hang together."""

import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from api.command import command
from api.console import Output
from api.opened import opened

Entity = Annotated[str, typer.Argument(metavar="ENTITY")]
Hops = Annotated[int, typer.Option("--hops", min=1, max=3)]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1500)]
Day = Annotated[str | None, typer.Option("--on", metavar="DATE")]
Format = Literal["json", "graphml", "vcard"]


def register(app: typer.Typer) -> None:
    command(app, "search")(search)
    command(app, "show")(show)
    command(app, "path")(path)
    command(app, "network")(network)
    command(app, "map", data=False)(draw)


def search(
    out: Output, words: Annotated[list[str], typer.Argument(metavar="WORDS")],
    type: Annotated[str | None, typer.Option("--type", metavar="T")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=500)] = 20,
) -> None:  # fmt: skip
    from api.units import hint
    from graph.search import search as find

    with opened(out) as (store, viewer):
        found = find(store, viewer, " ".join(words), known_type(type), limit)
    if out.json:
        out.data(found)
    elif found["items"]:
        rows = [
            [it["name"], type_name(it["type"], out.lang), it["also"] or hint(it.get("hint"), out.lang), it["id"]]
            for it in found["items"]
        ]
        out.table([out.t(f"head_{name}") for name in ("name", "type", "also", "id")], rows)
    else:
        out.note(out.t("none"))


def show(out: Output, entity: Entity, on: Day = None) -> None:
    from api.units import spoken, terms
    from graph import entities
    from graph.cards import card
    from graph.texts import date_text

    if on:
        _past(out, entity, on)
        return
    with opened(out) as (store, viewer):
        id_ = entities.find(store, viewer, entity)
        known, facts = entities.entity(store, viewer, id_), card(store, viewer, id_)
        ties = entities.neighbours(store, viewer, id_, limit=10)
        properties = spoken(entities.properties(store, viewer, id_, out.lang), out.lang)
    if out.json:
        out.data({**known, "card": facts, "ties": ties})
        return
    out.title(f"{known['name']} · {type_name(known['type'], out.lang)} · {known['id']}")
    out.facts({it["label"]: _value(it, out.lang) for it in properties})
    _ties(out, ties)
    heads = [out.t(f"head_{name}") for name in ("publisher", "file", "place", "last_run")]
    out.table(
        heads,
        [
            [terms(s["publisher"] or s["source"], out.lang), s["file"], s["row"], date_text(s["last_seen"], out.lang)]
            for s in known["sources"]
        ],
    )


def _past(out: Output, entity: str, on: str) -> None:
    """What was believed on a past day."""
    from api.said_values import iso_day
    from api.units import property_label, terms, worded
    from graph import entities
    from graph.past import as_of
    from graph.texts import date_text, period_text, text
    from graph.today import a_day
    from viz.style import tie_label

    with opened(out) as (store, viewer):
        past = as_of(store, viewer, entities.find(store, viewer, entity), a_day(iso_day(on)) or on)
    if out.json:
        out.data(past)
        return
    type_, lang = past["type"], out.lang
    out.title(text("page.history_then", lang, day=date_text(past["on"], lang)))
    if not past["known"]:
        out.note(text("page.history_unknown", lang))
        return
    out.facts({property_label(type_, n, lang): worded(v, type_, n, lang) for n, v in past["properties"].items()})
    if past["under"]:
        out.say(f"{text('page.history_under', lang)} {past['under']['name']} ({past['under']['id']}).")
    if past["merged"]:
        out.say(f"{text('page.history_together', lang)} {'; '.join(one['name'] for one in past['merged'])}.")
    rows = [
        [
            tie["source"]["name"], tie_label(tie["type"], lang), tie["target"]["name"],
            period_text(tie["since"], tie["until"], lang), ", ".join(terms(s, lang) or s for s in tie["sources"]),
        ]
        for tie in past["ties"]
    ]  # fmt: skip
    if rows:
        out.table([out.t(f"head_{name}") for name in ("name", "tie", "entity", "period", "source")], rows)
    if past["ties_over"]:
        out.note(text("page.history_ties_over", lang, n=past["ties_over"]))
    if past["cut"] or past["ties_total"] > len(past["ties"]):
        out.note(text("page.history_cut", lang))


def path(
    out: Output, start: Entity, end: Entity, limit: Annotated[int, typer.Option("--limit", min=1, max=20)] = 5
) -> None:
    from graph.entities import find
    from graph.paths import paths

    with opened(out) as (store, viewer):
        found = paths(store, viewer, find(store, viewer, start), find(store, viewer, end), limit)
    if out.json:
        out.data(found)
    elif found["items"]:
        for item in found["items"]:
            out.say(item["sentence"][out.lang])
    else:
        out.note(out.t("none"))


def network(
    out: Output, entity: Entity, hops: Hops = 1, limit: Limit = 200, on: Day = None,
    format: Annotated[Format, typer.Option("--format")] = "json",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
) -> None:  # fmt: skip
    from api.said_values import iso_day
    from graph.entities import find
    from graph.exports import graph_json, graphml, vcards
    from graph.network import network as around
    from viz.layout import placed

    with opened(out) as (store, viewer):
        graph = around(store, viewer, find(store, viewer, entity), hops=hops, on=iso_day(on), limit=limit)
    if format == "json":
        put(out, output, as_json(placed(graph_json(graph))))
    else:
        put(out, output, graphml(graph) if format == "graphml" else vcards(graph))


def draw(
    out: Output, entity: Entity, output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.html")],
    hops: Hops = 2, limit: Limit = 200,
) -> None:  # fmt: skip
    from graph.entities import find
    from graph.exports import graph_json
    from graph.network import network as around
    from viz.layout import placed
    from viz.page import map_page

    with opened(out) as (store, viewer):
        graph = graph_json(around(store, viewer, find(store, viewer, entity), hops=hops, limit=limit))
    middle = next(node["name"] for node in graph["nodes"] if node["id"] == graph["centre"])
    put(out, output, map_page(placed(graph), middle, out.lang))


def known_type(name: str | None) -> str | None:
    """A type of the model, however it is capitalised. Raises UnknownWord."""
    from graph.asked import UnknownWord
    from graph.model import ENTITIES

    types = {one.casefold(): one for one in ENTITIES}
    if name is not None and name.casefold() not in types:
        raise UnknownWord(name, "type")
    return types[name.casefold()] if name else None


def type_name(type_: str, lang: str) -> str:
    from viz.style import style

    return style(type_).label(lang)


def as_json(document: object) -> str:
    import json

    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def put(out: Output, output: Path | None, words: str | bytes) -> None:
    """To the file, replaced in one step; without one to stdout, as it is."""
    data = words.encode() if isinstance(words, str) else words
    if output is None:
        sys.stdout.buffer.write(data)
        return
    fresh = output.with_name(output.name + ".new")
    try:
        fresh.write_bytes(data)
        fresh.replace(output)
    finally:
        fresh.unlink(missing_ok=True)
    out.note(out.t("file_written", path=output))


def _ties(out: Output, groups: list[dict[str, Any]]) -> None:
    from api.units import terms
    from graph.texts import period_text
    from viz.style import tie_heading

    rows: list[list[str]] = []
    for group in groups:
        heading = tie_heading(group["type"], group["direction"], out.lang)
        for i, it in enumerate(group["items"]):
            rows.append(
                [
                    "" if i else heading,
                    it["entity"]["name"],
                    period_text(it["since"], it["until"], out.lang),
                    ", ".join(terms(source, out.lang) or source for source in it["sources"]),
                ]
            )
        if (more := group["total"] - len(group["items"])) > 0:
            rows.append(["", out.t("more_ties", n=more), "", ""])
    if rows:
        out.table([out.t(f"head_{name}") for name in ("tie", "entity", "period", "source")], rows)


def _value(it: dict[str, Any], lang: str) -> str:
    from graph.texts import date_text, number_text, text

    value, kind = it["value"], it["kind"]
    if kind == "date":
        return date_text(value, lang)
    if kind == "flag":
        return text("page.yes" if value else "page.no", lang)
    if kind in ("number", "integer"):
        return f"{number_text(value, lang)} {it['unit'] or ''}".strip()
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

"""One entity as we believe it to be, who says so, who disagrees; lists of entities; whom it is tied to."""

import base64
import binascii
import json
from collections.abc import Iterable
from typing import Any

import cypher
from graph import golden, search
from graph.asked import AmbiguousEntity, BadRequest, NotFound, UnknownWord
from graph.cards import cards
from graph.days import day_of
from graph.funders import publisher_names
from graph.model import COMMON, ENTITIES, TIES
from graph.money import MEASURES
from graph.store import Store, Viewer
from graph.subgraph import collapse, entities, label, names, ref, shown, tie_names, ties_of, types_of, visible
from graph.survivors import current
from graph.version import version_of
from graph.voices import callers, comments, differing, voices

Row = dict[str, Any]
_MOST_CLAIMS = 500
_FEW = 400  # ties that are fetched at once; of more, each kind has its own statement and limit
_NAMED = frozenset({"id", "type", "name", "name_vi", "name_en", "aliases", "merged_into"})


def find(store: Store, viewer: Viewer, text: str, type: str | None = None) -> str:
    """The id that `text` means: an id, or a name that folds to exactly one entity.

    Raises NotFound, AmbiguousEntity (its `choices` to be shown), UnknownWord for a type that does not exist.
    """
    said = text.strip()
    rows = store.read(cypher.load("read/entities"), viewer, ids=[said])
    if rows:
        return current(store, viewer, said) if rows[0]["entity"].get("merged_into") else said
    choices = search.bearers(store, viewer, said, type)
    if len(choices) > 1:
        raise AmbiguousEntity(said, choices)
    if not choices:
        raise NotFound(said)
    return choices[0]["id"]


def entity(store: Store, viewer: Viewer, id: str) -> Row:
    """An entity with all its sources; an absorbed id is answered by its survivor (`asked` is the id asked for).

    `merged` are the refs of what was merged into it; a source that speaks of one of them has it for its `home`.
    Raises NotFound.
    """
    row = _row(store, viewer, id)
    properties = shown(row["properties"], viewer)
    closed = row["properties"].get("closed")
    type_ = properties["type"]
    return {
        "id": properties["id"], "asked": id, "type": type_,
        "labels": list(ENTITIES[type_].labels) if type_ in ENTITIES else row["labels"],
        "name": properties["name"], "names": names(properties), "aliases": properties.get("aliases", []),
        "closed": closed, "sample": bool(properties.get("sample")),
        "merged": _absorbed(store, viewer, row["sources"]),
        "properties": {k: v for k, v in properties.items() if k not in _NAMED},
        "sources": [_source(s) for s in row["sources"] if (closed or not s["closed"]) and not s["comment"]],
        "disputes": row["properties"].get("disputes") or 0, "version": version_of(row["properties"], row["sources"]),
    }  # fmt: skip


def _row(store: Store, viewer: Viewer, id_: str) -> Row:
    rows = store.read(cypher.load("read/entity"), viewer, id=id_)
    if not rows:
        raise NotFound(id_)
    absorbed = rows[0]["properties"].get("merged_into")
    return _row(store, viewer, current(store, viewer, id_)) if absorbed else rows[0]


def _absorbed(store: Store, viewer: Viewer, sources: Iterable[Row]) -> list[Row]:
    homes = {home for said in sources if (home := said["about"].get("home"))}
    return [ref(known) for _, known in sorted(entities(store, viewer, homes).items())]


def _source(said: Row) -> Row:
    about = said["about"]
    return {
        "source": about.get("source"), "claim": said["claim"], "file": about.get("file"), "sheet": about.get("sheet") or None,
        "row": about.get("row") or None, "first_seen": about.get("first_seen"), "last_seen": about.get("last_seen"),
        "run": about.get("run"), "file_sha256": about.get("file_sha256"), "publisher": said["publisher"] or about.get("source"),
        "url": said["url"] or None, "licence": said["licence"], "mention": bool(said["mention"]), "home": about.get("home"),
    }  # fmt: skip


def listing(
    store: Store,
    viewer: Viewer,
    type: str | None = None,
    q: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
    on: str | None = None,
) -> Row:
    """Entities of a type, alphabetically, or best first where words are asked for; a page from an opaque cursor on."""
    after = _opened(cursor)
    page, total, following = (_found if q and q.strip() else _listed)(store, viewer, types_of(type), q, after, limit)
    cards_ = cards(store, viewer, page, on, money=False)
    known = (
        {r["entity"]["id"]: r["entity"] for r in store.read(cypher.load("read/entities"), viewer, ids=page)}
        if page
        else {}
    )
    sources = (
        {r["id"]: r["sources"] for r in store.read(cypher.load("read/source_counts"), viewer, ids=page)} if page else {}
    )
    items = [_listed_item(known[i], cards_[i], sources.get(i, 0)) for i in page if i in known]
    return {"items": items, "total": total, "next": _sealed(following) if following else None}


def _listed_item(entity_: Row, card_: Row, sources: int) -> Row:
    contact = card_["last_contact"]
    return ref(entity_) | {
        "names": names(entity_), "where": card_["where"], "since": card_["since"], "licence": card_["licence"],
        "last_contact": contact["date"] if contact else None, "degree": card_["degree"], "sources": sources,
    }  # fmt: skip


Page = tuple[list[str], int | None, list[Any] | None]


def _listed(store: Store, viewer: Viewer, types: list[str], _: str | None, after: list[Any], limit: int) -> Page:
    start, id_ = (str(after[0]), str(after[1])) if len(after) > 1 else ("", "")
    query = cypher.load("read/listing")
    rows = store.read(query, viewer, types=types, after=start, id=id_, limit=limit + 1)
    counts = {r["type"]: r["count"] for r in store.read(cypher.load("read/count_types"), viewer)}
    total = sum(n for t, n in counts.items() if not types or t in types)
    last = rows[limit - 1] if len(rows) > limit else None
    return [r["id"] for r in rows[:limit]], total, [last["search"], last["id"]] if last else None


def _found(store: Store, viewer: Viewer, types: list[str], q: str | None, after: list[Any], limit: int) -> Page:
    found = [e["id"] for e in search.matches(store, viewer, q or "", types)]
    start = found.index(str(after[0])) + 1 if after and after[0] in found else 0
    more = start + limit < len(found)
    return found[start : start + limit], len(found), [found[start + limit - 1]] if more else None


def _sealed(place: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _opened(cursor: str | None) -> list[Any]:
    if not cursor:
        return []
    try:
        place = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        raise BadRequest("cursor", cursor) from None
    if not isinstance(place, list) or not all(isinstance(p, str) for p in place):  # pyright: ignore[reportUnknownVariableType]
        raise BadRequest("cursor", cursor)
    return place  # pyright: ignore[reportUnknownVariableType]


def neighbours(
    store: Store, viewer: Viewer, id: str, tie: str | None = None, type: str | None = None, limit: int = 50
) -> list[Row]:
    """Whom an entity is tied to, by kind of tie and direction; parallel ties are one, with all who report it.

    Raises NotFound, UnknownWord for a tie or type that does not exist.
    """
    types = types_of(type)
    if tie and tie not in TIES:
        raise UnknownWord(tie, "tie")
    id = _row(store, viewer, id)["properties"]["id"]  # noqa: A001
    counts = store.read(
        cypher.load("read/tie_counts").fill(ties=tie_names([tie] if tie else [])), viewer, ids=[id], types=types
    )
    publishers = publisher_names(store, viewer)
    totals: dict[tuple[str, str], int] = {}
    for row in counts:
        way = "both" if TIES[row["type"]].symmetric else "out" if row["outgoing"] else "in"
        totals[row["type"], way] = totals.get((row["type"], way), 0) + row["others"]
    few = sum(totals.values()) <= _FEW and not types
    every = ties_of(store, viewer, [id], [tie] if tie else []) if few else []
    groups: list[Row] = []
    for kind, way in sorted(totals, key=lambda k: (list(TIES).index(k[0]), ("out", "both", "in").index(k[1]))):
        ties = [t for t in every if t["type"] == kind and way in ("both", "out" if t["source"] == id else "in")]
        if not few:
            outgoing = None if way == "both" else way == "out"
            query = cypher.load("read/ties_ordered").fill(ties=kind)
            rows = store.read(query, viewer, id=id, types=types, outgoing=outgoing, limit=4 * limit)
            ties = collapse(rows, viewer)
        ties.sort(key=lambda t: (t["other"]["name"], t["other"]["id"]))
        ties.sort(key=lambda t: t.get("since") or "", reverse=True)
        items = [_neighbour(t, publishers) for t in ties[:limit]]
        groups.append({"type": kind, "direction": way, "total": totals[kind, way], "items": items})
    return groups


def _neighbour(tie: Row, publishers: dict[str, str]) -> Row:
    amounts = {m: tie.get(m) for m in MEASURES}
    stated = any(v is not None for v in amounts.values())
    return {
        "entity": ref(tie["other"]), "since": tie.get("since"), "until": tie.get("until"), "note": label(tie["type"], tie),
        "money": [{"currency": tie.get("currency") or "", **amounts, "items": 1}] if stated else [],
        "sources": sorted({publishers.get(str(s), str(s)) for s in tie["sources"]}), "source_ids": tie["sources"],
        "ties": tie["ties"], "claims": tie["claims"], "disputed": differing(tie["type"], tie["said"]),
    }  # fmt: skip


def claims(store: Store, viewer: Viewer, id: str) -> Row:
    """What each source said, word for word, with its place in the file, on what open claims disagree, whose word each
    value is, who calls it by which of its names, and what officers noted; `home` is what it was said of, where that was merged into this.

    Raises NotFound.
    """
    known = _row(store, viewer, id)["properties"]
    type_ = known["type"]
    rows = store.read(cypher.load("read/claims"), viewer, id=known["id"], after="", limit=_MOST_CLAIMS)
    publishers = publisher_names(store, viewer)
    items = [_claim(r["claim"], r["about"], type_, publishers, viewer) for r in rows if not r["claim"].get("comment")]
    sources: dict[str, str] = {i["id"]: i["publisher"] for i in items}
    differing = golden.disagreements(visible(type_, r["claim"], viewer) for r in rows if not r["claim"].get("closed"))
    told = {
        name: [{"value": v, "claims": by, "sources": sorted({sources[c] for c in by})} for v, by in values.items()]
        for name, values in differing.items()
    }
    said = [r["claim"] | {"home": r["about"].get("home")} for r in rows]
    return {
        "items": items, "total": len(items), "next": None, "disagreements": told,
        "voices": voices(said, publishers), "comments": comments(said), "names": callers(said, publishers),
    }  # fmt: skip


def _claim(claim: Row, about: Row, type_: str, publishers: dict[str, str], viewer: Viewer) -> Row:
    said = visible(claim.get("type", ""), visible(type_, golden.said(claim), viewer), viewer)
    ties = [json.loads(t) for t in claim.get("ties") or ()]
    return {
        "id": claim["id"], "source": claim["source"], "publisher": publishers.get(claim["source"], claim["source"]),
        **{k: about.get(k) or None for k in ("file", "sheet", "row", "run", "file_sha256", "first_seen", "last_seen")},
        "closed": claim.get("closed"), "mention": bool(claim.get("mention")), "home": about.get("home"), "properties": said,
        "ties": [{"type": t[0], "source": t[1], "target": t[2]} for t in ties],
    }  # fmt: skip


def properties(store: Store, viewer: Viewer, id: str, lang: str) -> list[Row]:
    """The recorded properties of an entity in the order of the model, each with its label, who says so, and who disagrees."""
    row = shown(_row(store, viewer, id)["properties"], viewer)
    told = claims(store, viewer, id)
    seen = {c["id"]: c for c in told["items"]}
    return [
        {
            "name": p.name, "label": p.vi if lang == "vi" else p.en, "kind": p.kind, "value": row[p.name],
            "unit": row.get("currency") if p.unit == "currency" else row.get("unit") if p.unit == "unit" else p.unit,
            "disputed": p.name in told["disagreements"],
            "said": [_said(d, seen) for d in told["disagreements"].get(p.name, ())],
            "by": told["voices"].get(p.name),
        }
        for p in _properties_of(row["type"])
        if row.get(p.name) not in (None, "", []) and p.name not in _NAMED
    ]  # fmt: skip


def _properties_of(type_: str) -> Iterable[Any]:
    return ENTITIES[type_].properties + COMMON


def _said(told: Row, seen: dict[str, Row]) -> Row:
    first = [seen[c]["first_seen"] for c in told["claims"] if seen[c]["first_seen"]]
    return {
        "value": told["value"],
        "source": ", ".join(told["sources"]),
        "since": day_of(min(first, default="")) or None,
    }

"""Who says so: for every value whose word it is and since when, who says otherwise, and what officers noted beside."""

from collections.abc import Iterable, Mapping
from typing import Any

import cypher
from graph import golden
from graph.fields import tie_fields
from graph.funders import publisher_names
from graph.officers import OFFICERS
from graph.store import Store, Viewer
from graph.subgraph import ref, types_of, visible

Row = dict[str, Any]
_BESIDE = frozenset({"note", "reference", "as_of", "snippet", "offset", "last_contact"})


def voices(claims: Iterable[Mapping[str, Any]], publishers: Mapping[str, str]) -> dict[str, Row]:
    """Property -> {"claim", "source", "publisher", "since", "edited", "reason"} of the open claim that is believed."""
    found: dict[str, Row] = {}
    ordered = golden.layers(c for c in claims if not c.get("closed"))
    for claim, names in [(c, False) for c in ordered] + [(c, True) for c in golden.naming(ordered)]:
        said = {
            "claim": claim["id"], "source": claim["source"],
            "publisher": publishers.get(claim["source"], claim["source"]), "since": claim["said"][:10],
            "edited": bool(claim.get("edit")), "reason": claim.get("reason"),
        }  # fmt: skip
        words = (*golden.said(claim), *(claim.get("cleared") or ()))
        found |= dict.fromkeys((word for word in words if not names or word in golden.NAMES), said)
        if claim.get("ends") and not claim.get("home"):
            found["closed"] = said
    return found


def callers(claims: Iterable[Mapping[str, Any]], publishers: Mapping[str, str]) -> dict[str, list[str]]:
    """Every name that an open claim calls it by -> the publishers that do."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        words = {} if claim.get("closed") else golden.said(claim)
        for name in (*(words[n] for n in golden.NAMES if n in words), *words.get("aliases", ())):
            found.setdefault(str(name), set()).add(publishers.get(claim["source"], claim["source"]))
    return {name: sorted(by) for name, by in found.items()}


def differing(type_: str, reports: Iterable[Mapping[str, Any]]) -> list[str]:
    """The properties of a tie on which its reports contradict each other; notes stand side by side."""
    told = list(reports)
    names = [p.name for p in tie_fields(type_) if p.name not in _BESIDE]
    return [name for name in names if len({str(t[name]) for t in told if t.get(name) is not None}) > 1]


def comments(claims: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Officers' notes, the latest first: {"id", "text", "by", "at", "tie"}."""
    noted = [c for c in claims if c.get("comment") and not c.get("closed")]
    return [
        {
            "id": c["id"], "text": c["comment"], "by": c["source"].removeprefix(OFFICERS), "at": c["said"],
            "tie": c.get("on"),
        }
        for c in sorted(noted, key=lambda c: c["said"], reverse=True)
    ]  # fmt: skip


def disagreements(
    store: Store, viewer: Viewer, type: str | None = None, cursor: str | None = None, limit: int = 50
) -> Row:
    """Everything on which sources contradict each other, `limit` entities a page:
    {"entity", "property", "values": [{"value", "claims", "sources", "since", "believed"}]}, the believed value first.

    Raises UnknownWord for a type that does not exist.
    """
    types = types_of(type)
    query = cypher.load("read/disputed")
    found = store.read(query, viewer, types=types, after=cursor or "", limit=limit + 1)
    page = found[:limit]
    told: dict[str, list[Row]] = {}
    if page:
        for row in store.read(cypher.load("read/open_claims"), viewer, ids=[one["id"] for one in page]):
            told.setdefault(row["id"], []).append(row["claim"] | {"home": row["home"]})
    publishers = publisher_names(store, viewer)
    items = [
        {"entity": ref(one), "property": name, "values": values}
        for one in page
        for name, values in _values(one["type"], told.get(one["id"], []), publishers, viewer).items()
    ]
    (counted,) = store.read(cypher.load("read/disputes"), viewer, types=types)
    following = page[-1]["id"] if len(found) > limit else None
    return {"items": items, "total": counted["disputes"] or 0, "entities": counted["entities"], "next": following}


def _values(type_: str, claims: list[Row], publishers: Mapping[str, str], viewer: Viewer) -> dict[str, list[Row]]:
    seen = {c["id"]: c for c in claims}
    differing = golden.disagreements(visible(type_, claim, viewer) for claim in claims)
    believed = voices(claims, publishers)
    return {
        name: sorted(
            (
                {
                    "value": value, "claims": by, "sources": sorted({publishers.get(seen[c]["source"], seen[c]["source"]) for c in by}),
                    "since": min(seen[c]["said"] for c in by)[:10], "believed": believed[name]["claim"] in by,
                }
                for value, by in differing[name].items()
            ),
            key=lambda one: not one["believed"],
        )
        for name in golden.disputed(differing)
    }  # fmt: skip

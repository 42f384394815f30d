"""Who says so: for every value whose word it is and since when, who says otherwise, and what officers noted beside."""

from collections.abc import Iterable, Mapping
from time import monotonic
from typing import Any

import cypher
from graph import golden
from graph.days import day_of
from graph.fields import tie_fields
from graph.funders import publisher_names
from graph.kept import kept
from graph.officers import OFFICERS
from graph.store import Store, Viewer
from graph.subgraph import merged, ref, tie_ref, types_of, visible

Row = dict[str, Any]
_BESIDE = frozenset({"note", "reference", "as_of", "snippet", "offset", "last_contact"})
_STEP, _PATIENCE = 500, 0.7
"""So many entities are looked through at once, and for so many seconds at one request."""


def voices(claims: Iterable[Mapping[str, Any]], publishers: Mapping[str, str]) -> dict[str, Row]:
    """Property -> {"claim", "source", "publisher", "since", "edited", "reason"} of the open claim that is believed."""
    found: dict[str, Row] = {}
    ordered = golden.layers(c for c in claims if not c.get("closed"))
    told = {claim["id"]: words for claim, words in golden.heard(ordered)}
    for claim, names in [(c, False) for c in ordered] + [(c, True) for c in golden.naming(ordered)]:
        said = {
            "claim": claim["id"], "source": claim["source"],
            "publisher": publishers.get(claim["source"], claim["source"]), "since": day_of(claim["said"]),
            "edited": bool(claim.get("edit")), "reason": claim.get("reason"),
        }  # fmt: skip
        words = (*told[claim["id"]], *(claim.get("cleared") or ()))
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
    return list(_contradicted(type_, reports))


def _contradicted(type_: str, reports: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, list[Mapping[str, Any]]]]:
    """Property of a tie -> value as text -> the reports that say so, where they contradict each other."""
    heard: dict[str, dict[str, list[Mapping[str, Any]]]] = {
        p.name: {} for p in tie_fields(type_) if p.name not in _BESIDE
    }
    for report in reports:
        for name, values in heard.items():
            if report.get(name) is not None:
                values.setdefault(golden.as_text(report[name]), []).append(report)
    return {name: values for name, values in heard.items() if len(values) > 1}


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
                    "since": day_of(min(seen[c]["said"] for c in by)), "believed": believed[name]["claim"] in by,
                }
                for value, by in differing[name].items()
            ),
            key=lambda one: not one["believed"],
        )
        for name in golden.disputed(differing)
    }  # fmt: skip


def tie_disagreements(
    store: Store, viewer: Viewer, type: str | None = None, cursor: str | None = None, limit: int = 50
) -> Row:
    """Every tie on which its reports contradict each other, by where it begins:
    {"tie": {"id", "type", "source": ref, "target": ref}, "property", "values"} with values as of `disagreements`.

    Nobody keeps which ties these are: they are looked for while a reader waits, so that a page may hold few of them, or
    none, and have a `next`; what was found is kept until anybody writes. Raises UnknownWord for a type that does not exist.
    """
    asked = types_of(type), cursor or "", limit
    told, following = kept(store, viewer).get(
        "told", ("ties", *map(str, asked)), lambda: _told_otherwise(store, viewer, *asked)
    )
    claims = sorted({t["claim"] for row in told for t in row["said"]})
    weighed = store.read(cypher.load("read/claim_ranks"), viewer, ids=claims) if claims else []
    days = {row["claim"]: day_of(row["said"]) for row in weighed}
    publishers = publisher_names(store, viewer)
    items = [
        {"tie": tie_ref(row["type"], row["source"], row["target"]), "property": name, "values": values}
        for row in told
        for name, values in _tie_values(row, publishers, days).items()
    ]
    return {"items": items, "total": None, "next": following}


def _told_otherwise(
    store: Store, viewer: Viewer, types: list[str], after: str, limit: int
) -> tuple[list[Row], str | None]:
    """The next `limit` ties or so that are contradicted, all of an entity together, and where to go on."""
    found: list[Row] = []
    until = monotonic() + _PATIENCE
    while True:
        step = store.read(cypher.load("read/entity_ids"), viewer, after=after, limit=_STEP)
        for row in _parallel(store, viewer, [row["id"] for row in step], types):
            if len(found) >= limit and row["source"]["id"] != found[-1]["source"]["id"]:
                return found, found[-1]["source"]["id"]
            found += [row] if differing(row["type"], row["said"]) else []
        if len(step) < _STEP:
            return found, None
        after = step[-1]["id"]
        if len(found) >= limit or monotonic() > until:
            return found, after


def _parallel(store: Store, viewer: Viewer, ids: list[str], types: list[str]) -> list[Row]:
    """The ties from these entities that several reports tell, with what each says, in order: few of many, so that the words
    of those alone are read."""
    few = store.read(cypher.load("read/parallel"), viewer, ids=ids, types=types) if ids else []
    wanted = {(row["source"], row["type"], row["target"]) for row in few}
    told = store.read(cypher.load("read/told_twice"), viewer, ids=sorted({one[0] for one in wanted})) if wanted else []
    by_ends = {(row["source"]["id"], row["type"], row["target"]["id"]): row for row in told}
    return [by_ends[ends] for ends in sorted(wanted) if ends in by_ends]


def _tie_values(row: Row, publishers: Mapping[str, str], days: Mapping[str, str]) -> dict[str, list[Row]]:
    believed = merged(row["said"])
    return {
        name: sorted(
            (
                {
                    "value": value, "claims": sorted(t["claim"] for t in told),
                    "sources": sorted({publishers.get(t["source"], t["source"]) for t in told}),
                    "since": min(days[t["claim"]] for t in told), "believed": golden.as_text(believed.get(name)) == value,
                }
                for value, told in values.items()
            ),
            key=lambda one: not one["believed"],
        )
        for name, values in _contradicted(row["type"], row["said"]).items()
    }  # fmt: skip

"""Findings as they are told: to whom each belongs, what it touches, and how many records of what age it rests on."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import cypher
from graph.days import day_of
from graph.finding import Finding
from graph.model import PLACES
from graph.store import Store, Viewer
from graph.subgraph import entities, names, ref, ties_of

Row = dict[str, Any]
_TO_PLACES = frozenset({"TARGETS", "LOCATED_IN", "BASED_IN", "WORKS_IN", "FRIEND_OF", "REPRESENTS"})
_TO_SECTORS = frozenset({"IN_SECTOR", "WORKS_IN_SECTOR"})
# What is left of our trust when the newest record is so many years old: a tenth less a year, never below half.
_PER_YEAR, _AT_LEAST = 0.1, 0.5
_MOST_TIES = 200_000


def tell(store: Store, viewer: Viewer, place: str, found: Sequence[Finding]) -> list[Row]:
    """The findings as rows, in their order: `Finding.as_dict` with "owner" (ref or None), "records" {"count", "oldest",
    "newest"} of the sources' records behind it, and "touches" {"places","sectors","countries"} (ids)."""
    union = _union(store, viewer, place) if found else ""
    known = entities(store, viewer, {f.owner or union for f in found} - {""})
    ids = {id_ for f in found for id_ in f.entities}
    heard, touched = records(store, viewer, ids), _touched(store, viewer, ids)
    return [_told(f, known.get(f.owner or union), heard, _touches(f, touched)) for f in found]


def records(store: Store, viewer: Viewer, ids: Collection[str]) -> dict[str, Row]:
    """Entity id -> {"id","count","oldest","newest"}: the open records about it, when the first was first and the last last seen."""
    if not ids:
        return {}
    rows = store.read(cypher.load("read/evidence_records"), viewer, ids=sorted(ids))
    return {row["id"]: row for row in rows}


def _union(store: Store, viewer: Viewer, place: str) -> str:
    """The union of friendship organizations of a place: the one that what belongs to nobody else belongs to."""
    rows = store.read(cypher.load("read/union_of_place"), viewer, place=place)
    return rows[0]["id"] if rows else ""


def _told(finding: Finding, owner: Row | None, heard: Mapping[str, Row], touches: Row) -> Row:
    told = finding.as_dict()
    behind = [heard[id_] for id_ in finding.entities if id_ in heard]
    newest = max((row["newest"] for row in behind), default="")
    return told | {
        "confidence": round(told["confidence"] * _fresh(newest, finding.as_of), 3),
        "owner": ref(owner) | {"names": names(owner)} if owner else None,
        "records": {
            "count": sum(row["count"] for row in behind),
            "oldest": day_of(min((row["oldest"] for row in behind), default="")) or None,
            "newest": day_of(newest) or None,
        },
        "touches": touches,
    }  # fmt: skip


def _fresh(newest: str, day: str) -> float:
    if len(newest) < 10 or len(day) < 10:
        return 1.0
    years = max(0, (date.fromisoformat(day[:10]) - date.fromisoformat(day_of(newest))).days) / 365.25
    return max(_AT_LEAST, 1 - _PER_YEAR * years)


def _touched(store: Store, viewer: Viewer, ids: Collection[str]) -> dict[str, list[Row]]:
    """Entity -> itself and the places and sectors to which it is directly tied, whichever analyses were asked."""
    near = {id_: [known] for id_, known in entities(store, viewer, ids).items()}
    ends = [id_ for id_, (known,) in near.items() if known["type"] not in PLACES | {"Sector"}]
    for tie in ties_of(store, viewer, ends, _TO_PLACES | _TO_SECTORS, _MOST_TIES):
        if tie["source"] == tie["at"]:
            near[tie["at"]].append(tie["other"])
    return near


def _touches(finding: Finding, touched: Mapping[str, Sequence[Row]]) -> Row:
    """The places, sectors and countries of the evidence and of what it is directly tied to."""
    near = [one for id_ in finding.entities for one in touched.get(id_, ())]
    countries = {one["id"] for one in near if one["type"] == "Country"}
    countries |= {
        f"country-{str(one['country']).lower()}" for one in near if one["type"] != "Country" and one.get("country")
    }
    return {
        "places": sorted({one["id"] for one in near if one["type"] in PLACES}),
        "sectors": sorted({one["id"] for one in near if one["type"] == "Sector"}),
        "countries": sorted(countries),
    }

"""Findings as they are told: to whom each belongs, what it touches, and how many records of what age it rests on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import cypher
from graph.finding import Finding
from graph.store import Store, Viewer
from graph.subgraph import Net, entities, names, ref

Row = dict[str, Any]
_PLACES = ("Country", "Province", "Locality")
_TO_PLACES = frozenset({"TARGETS", "LOCATED_IN", "BASED_IN", "WORKS_IN", "FRIEND_OF", "REPRESENTS"})
_TO_SECTORS = frozenset({"IN_SECTOR", "WORKS_IN_SECTOR"})
# What is left of our trust when the newest record is so many years old: a tenth less a year, never below half.
_PER_YEAR, _AT_LEAST = 0.1, 0.5


def tell(store: Store, viewer: Viewer, place: str, found: Sequence[Finding], nets: Iterable[Net]) -> list[Row]:
    """The findings as rows, in their order: `Finding.as_dict` with "owner" (ref or None), "records" {"count", "oldest",
    "newest"} of the sources' records behind it, and "touches" {"places","sectors","countries"} (ids)."""
    nets = list(nets)
    union = _union(store, viewer, place) if found else ""
    known = entities(store, viewer, {f.owner or union for f in found} - {""})
    heard = records(store, viewer, {id_ for f in found for id_ in f.entities})
    return [_told(f, known.get(f.owner or union), heard, _touches(f, nets)) for f in found]


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
            "oldest": min((row["oldest"] for row in behind), default="")[:10] or None,
            "newest": newest[:10] or None,
        },
        "touches": touches,
    }  # fmt: skip


def _fresh(newest: str, day: str) -> float:
    if len(newest) < 10 or len(day) < 10:
        return 1.0
    years = max(0, (date.fromisoformat(day[:10]) - date.fromisoformat(newest[:10])).days) / 365.25
    return max(_AT_LEAST, 1 - _PER_YEAR * years)


def _touches(finding: Finding, nets: Iterable[Net]) -> Row:
    """The places, sectors and countries of the evidence and of what it is directly tied to."""
    places: set[str] = set()
    sectors: set[str] = set()
    countries: set[str] = set()
    for g in nets:
        for id_ in finding.entities:
            if id_ not in g:
                continue
            near = {id_, *(t for _, t, k in g.out_edges(id_, keys=True) if k in _TO_PLACES | _TO_SECTORS)}
            for one in near:
                node = g.nodes[one]
                kind = node.get("type")
                places |= {one} if kind in _PLACES else set()
                sectors |= {one} if kind == "Sector" else set()
                if kind == "Country":
                    countries.add(one)
                elif node.get("country"):
                    countries.add(f"country-{str(node['country']).lower()}")
    return {"places": sorted(places), "sectors": sorted(sectors), "countries": sorted(countries)}

"""How right the joins and the queue are, on a list of aliases whose partners are known."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from graph.asked import BadRequest
from graph.names import fold
from graph.resolution.knowledge import Known
from graph.resolution.record import Record
from graph.resolution.resolve import Resolution

_ALIAS, _CANONICAL = ("alias", "name"), ("canonical", "canonical_id", "canonical id", "entity", "id")
_NEAR = 90
_SHOWN = 30
Pairs = set[tuple[str, str]]


def read(path: Path, part: str | None = None) -> list[tuple[Record, str]]:
    """The records of a CSV, each with the partner it is of; `part` takes only the rows of that part.

    Columns: alias, canonical id, and country, website, type, identifier, email, phone, place as far as there are.
    Raises BadRequest where alias or canonical id has no column.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [{(k or "").strip().lower(): (v or "").strip() for k, v in row.items()} for row in csv.DictReader(file)]
    heads: set[str] = set(rows[0]) if rows else set()
    alias, canonical = (next((name for name in names if name in heads), None) for names in (_ALIAS, _CANONICAL))
    if not alias or not canonical:
        raise BadRequest("columns", ", ".join(sorted(heads)))
    kept = (row for row in rows if part is None or row.get("part", part) == part)
    return [(_record(n, row, alias), row[canonical]) for n, row in enumerate(kept)]


def _record(number: int, row: Mapping[str, str], alias: str) -> Record:
    known = (row.get(name) for name in ("identifier", "org_id", "registration", "tax_number"))
    return Record(
        f"{number:06}", (row[alias],), country=row.get("country", ""), place=row.get("place", ""),
        website=row.get("website", ""), email=row.get("email", ""), phone=row.get("phone", ""),
        identifiers=frozenset(one for one in known if one),
    )  # fmt: skip


def evaluate(told: Sequence[tuple[Record, str]], known: Iterable[Known] | None = None) -> dict[str, Any]:
    """Pairwise and cluster precision and recall of the joins, recall of the queue, errors and two baselines.

    `known` is the outside knowledge; None takes what is shipped.
    """
    partner = {record.id: canonical for record, canonical in told}
    names = {record.id: record.names[0] for record, _ in told}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for id_, canonical in partner.items():
        groups[canonical].append(id_)
    true = {pair for ids in groups.values() for pair in combinations(sorted(ids), 2)}
    found = Resolution([record for record, _ in told], known)
    clusters = [sorted(one.id for one in group) for group in found.clusters]
    joined = {pair for ids in clusters for pair in combinations(ids, 2)}
    precision, recall = _scores(joined, true)
    return {
        "aliases": len(told), "pairs": len(true), "precision": precision, "recall": recall,
        **_of_clusters(clusters, groups.values()), "queue_recall": _of_queue(found, partner, groups),
        "baseline": {
            "exact fold": _shape(_equal(names), true),
            f"token-sort ratio >= {_NEAR}": _shape(_near(names), true),
        },
        "errors": [
            {"ours": names[a], "theirs": names[b], "partners": [partner[a], partner[b]]}
            for a, b in sorted(joined - true)[:_SHOWN]
        ],
    }  # fmt: skip


def _scores(joined: Pairs, true: Pairs) -> tuple[float | None, float | None]:
    right = len(joined & true)
    return (round(right / len(joined), 4) if joined else None, round(right / len(true), 4) if true else None)


def _shape(joined: Pairs, true: Pairs) -> dict[str, float | None]:
    precision, recall = _scores(joined, true)
    return {"precision": precision, "recall": recall}


def _of_clusters(clusters: Sequence[Sequence[str]], groups: Iterable[Sequence[str]]) -> dict[str, float | None]:
    """Clusters of several that are exactly a partner, of those made and of those there are."""
    made = {tuple(one) for one in clusters if len(one) > 1}
    there = {tuple(sorted(one)) for one in groups if len(one) > 1}
    right = len(made & there)
    return {
        "cluster_precision": round(right / len(made), 4) if made else None,
        "cluster_recall": round(right / len(there), 4) if there else None,
    }


def _of_queue(found: Resolution, partner: Mapping[str, str], groups: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Of the aliases with a partner: whose true partner is among the first 3 and 10 that an officer is shown."""
    shown: defaultdict[str, list[str]] = defaultdict(list)
    for one in found.judgements:
        ours, theirs = (found.records[i].id for i in (one.ours, one.theirs))
        shown[ours].append(theirs)
        shown[theirs].append(ours)
    asked = [id_ for ids in groups.values() if len(ids) > 1 for id_ in ids]
    hits: Counter[int] = Counter()
    for id_ in asked:
        for depth in (3, 10):
            hits[depth] += any(partner[other] == partner[id_] for other in shown[id_][:depth])
    return {str(depth): round(hits[depth] / len(asked), 4) if asked else 0.0 for depth in (3, 10)}


def _equal(names: Mapping[str, str]) -> Pairs:
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for id_, name in sorted(names.items()):
        alike[fold(name)].append(id_)
    return {pair for ids in alike.values() for pair in combinations(ids, 2)}


def _near(names: Mapping[str, str]) -> Pairs:
    folded = sorted((id_, " ".join(sorted(fold(name).split()))) for id_, name in names.items())
    return {
        (a, b) for (a, ours), (b, theirs) in combinations(folded, 2)
        if fuzz.ratio(ours, theirs, score_cutoff=_NEAR) >= _NEAR
    }  # fmt: skip

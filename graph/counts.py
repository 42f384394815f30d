"""How much is in the graph, from whom, and how much of it can be traced to a source."""

from typing import Any

import cypher
from graph.store import Store, Viewer

Row = dict[str, Any]
_SECONDS = 60.0


def counts(store: Store, viewer: Viewer) -> Row:
    """Numbers of entities and ties by type, of claims and sources, and what share of them has a claim behind it."""
    by_type, by_tie = types(store, viewer), store.read(cypher.load("read/count_ties"), viewer, seconds=_SECONDS)
    claims = store.read(cypher.load("read/count_claims"), viewer, seconds=_SECONDS)
    entities = store.read(cypher.load("read/count_traced"), viewer, seconds=_SECONDS)[0]
    ties = store.read(cypher.load("read/count_traced_ties"), viewer, seconds=_SECONDS)
    tied = ties[0] if ties and ties[0]["total"] is not None else {"total": 0, "traced": 0}
    all_, traced = entities["total"] + tied["total"], (entities["traced"] or 0) + tied["traced"]
    return {
        "entities": entities["total"], "ties": tied["total"], "claims": sum(c["open"] for c in claims),
        "sources": len(claims), "by_type": by_type, "by_tie": by_tie,
        "provenance": {
            "entities": {"total": entities["total"], "traced": entities["traced"] or 0}, "ties": dict(tied),
            "coverage": traced / all_ if all_ else 1.0,
        },
    }  # fmt: skip


def types(store: Store, viewer: Viewer) -> list[Row]:
    """[{"type","count"}], the most frequent first."""
    return store.read(cypher.load("read/count_types"), viewer, seconds=_SECONDS)


def sources(store: Store, viewer: Viewer) -> list[Row]:
    """Who is behind the lists: id, publisher, url, licence, names, open claims, and when last read."""
    said = {r["source"]: r["open"] for r in store.read(cypher.load("read/count_claims"), viewer, seconds=_SECONDS)}
    read = {r["source"]: r["started"] for r in store.read(cypher.load("read/last_runs"), viewer)}
    rows = [r["source"] for r in store.read(cypher.load("read/source_names"), viewer)]
    return [
        {
            "id": s["id"], "publisher": s.get("publisher"), "url": s.get("url") or None, "licence": s.get("licence"),
            "names": {"vi": s.get("title_vi") or s["id"], "en": s.get("title_en") or s["id"]},
            "claims": said.get(s["id"], 0), "last_run": read.get(s["id"]),
        }
        for s in rows
    ]  # fmt: skip

"""Evidence as an officer reads it: names that lead to their pages, and each source by file and row."""

from collections.abc import Mapping, Sequence
from typing import Any

import cypher
from graph.store import Store, Viewer
from graph.subgraph import entities, ref
from graph.subgraph import names as both
from graph.texts import text

Row = dict[str, Any]


def names(store: Store, viewer: Viewer, findings: Sequence[Row]) -> dict[str, Row]:
    """The refs of the entities that bear witness, each with its "names" in both languages, by id."""
    return {
        id_: ref(known) | {"names": both(known)}
        for id_, known in entities(store, viewer, _ids(findings, "entity")).items()
    }


def readable(store: Store, viewer: Viewer, findings: Sequence[Row], lang: str) -> list[Row]:
    """The findings with their claims named by file and row; ties go without saying beside their two ends."""
    ids = _ids(findings, "claim")
    rows = store.read(cypher.load("read/claim_places"), viewer, ids=ids) if ids else []
    places = {row["claim"]: _place(row, lang) for row in rows}
    return [finding | {"evidence": _evidence(finding["evidence"], places)} for finding in findings]


def _evidence(evidence: Sequence[Row], places: Mapping[str, str]) -> list[Row]:
    shown = [one for one in evidence if "entity" in one]
    said = dict.fromkeys(places[one["claim"]] for one in evidence if one.get("claim") in places)
    return [*shown, *({"text": place} for place in said)]


def _place(row: Row, lang: str) -> str:
    where = str(row["row"] or "").rpartition("!")[2]
    return (
        f"{row['file'] or row['source']}, {text('page.row', lang, row=where)}"
        if where
        else str(row["file"] or row["source"])
    )


def _ids(findings: Sequence[Row], kind: str) -> list[str]:
    return sorted({one[kind] for finding in findings for one in finding["evidence"] if one.get(kind)})

"""Golden records in the graph: laid anew whenever a claim about their entity was written or closed."""

from collections.abc import Iterable, Mapping
from typing import Any

import cypher
from graph import golden
from graph.store import Work


def recompute(tx: Work, ids: Iterable[str], day: str) -> None:
    """Lay the golden records of these entities anew from their open claims; without any, close them on `day`."""
    wanted = sorted(ids)
    if not wanted:
        return
    tx.run(cypher.load("write/lock_entities"), ids=wanted)
    claims: dict[str, list[Mapping[str, Any]]] = {}
    types: dict[str, str] = {}
    for row in tx.run(cypher.load("write/claims_of"), ids=wanted):
        claims.setdefault(row["entity"], []).append(row["claim"])
        types[row["entity"]] = row["type"]
    rows = [{"id": i, "golden": golden.overlay(i, types[i], claims[i])} for i in wanted if i in claims]
    if rows:
        tx.run(cypher.load("write/set_golden"), rows=rows)
    if bare := [i for i in wanted if i not in claims]:
        tx.run(cypher.load("write/close_entities"), ids=bare, day=day[:10])

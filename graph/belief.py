"""Golden records in the graph: laid anew whenever a claim about their entity was written or closed."""

from collections.abc import Iterable
from typing import Any

import cypher
from graph import golden
from graph.model import FIXED
from graph.store import Store, Work

Row = dict[str, Any]


class Apart:
    """Looks things up in transactions of their own, so that the one that writes finds what it holds as it is then."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def run(self, query: cypher.Query, /, **parameters: object) -> list[Row]:
        return self._store.write(lambda tx: tx.run(query, **parameters))


def hold(tx: Work, ids: Iterable[str], ends: Iterable[str] = ()) -> set[str]:
    """Keep other writers off these entities until the transaction ends: belief is laid from all claims or not at all.

    `ends` are those of ties to be made or taken back: nobody may merge them meanwhile. Those entities come back that
    were merged into another: nothing leads to them any more.

    Before anything else of the transaction touches them: the embedded engine would go on reading them as they were then,
    and not notice who came in between.
    """
    told = set(ids)
    rows = [{"id": id_, "end": id_ not in told} for id_ in sorted({*told, *ends})]
    query = cypher.load("write/lock_entities")
    return {row["id"] for row in tx.run(query, rows=rows, fixed=sorted(FIXED))} if rows else set()


def recompute(tx: Work, ids: Iterable[str]) -> None:
    """Lay the golden records of these entities, which are held, anew from their open claims; without any, close them as
    of the last one, and where officers alone speak of them as of their last word. Entities that no claim speaks of, not
    even a closed one, are left as they are.
    """
    wanted = sorted(ids)
    told: dict[str, list[Row]] = {}
    rows: list[Row] = []
    for query, lay in (("write/claims_of", golden.overlay), ("write/closed_claims_of", golden.closed)):
        if wanted:
            laid = _laid(tx, query, wanted, lay, told)
            rows += laid
            wanted = sorted({*wanted} - {row["id"] for row in laid})
    if left := [id_ for id_ in wanted if id_ in told]:
        known = (row["entity"] for row in tx.run(cypher.load("read/entities"), ids=left))
        rows += [{"id": e["id"], "golden": golden.unborne(e["id"], e["type"], e["name"], told[e["id"]])} for e in known]
    if rows:
        tx.run(cypher.load("write/set_golden"), rows=rows)


def _laid(tx: Work, query: str, ids: list[str], lay: Any, told: dict[str, list[Row]]) -> list[Row]:
    """The belief about those of which one of these claims says that they are, with what `told` holds of them; it is given
    the others' claims."""
    claims: dict[str, list[Row]] = {}
    types: dict[str, str] = {}
    for row in tx.run(cypher.load(query), ids=ids):
        claims.setdefault(row["entity"], []).append(row["claim"] | {"home": row["home"]})
        types[row["entity"]] = row["type"]
    borne = {id_ for id_, said in claims.items() if golden.bears(said)}
    for id_ in claims.keys() - borne:
        told.setdefault(id_, []).extend(claims[id_])
    return [{"id": i, "golden": lay(i, types[i], [*claims[i], *told.get(i, ())])} for i in ids if i in borne]

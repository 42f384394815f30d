"""Aid items with who gave them and where they fall: what the funders' command, the cards and the questions count alike.

Readings: QUESTIONS 1 (who funds), 2 (under way on a day), 3 and 4 (where, which sector), 6 (money).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import cypher
from graph.aid import outbound, under_way_between
from graph.days import reaches
from graph.money import MEASURES, Ceilings, Part, share, tidy
from graph.names import fold
from graph.store import Store, Viewer
from graph.subgraph import ended, entities, ref, ties_of
from graph.where import Area, Branch

Row = dict[str, Any]
Falls = Mapping[str, float]
WHOLE: Falls = dict.fromkeys(MEASURES, 1.0)
_MOST_ITEMS = 20_000
_NO_FUNDING = ("implement", "thuc hien", "receiv", "tiep nhan", "accountable", "managing", "chu khoan")


@dataclass(slots=True)
class Items:
    """The items of a question with their ties: `funds` item -> funder -> tie, the others item -> ties; `asked` are the
    places and the sectors that it asks for."""

    known: dict[str, Row]
    funds: dict[str, dict[str, Row]] = field(default_factory=dict[str, dict[str, Row]])
    places: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    sectors: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    parents: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    funders: dict[str, Row] = field(default_factory=dict[str, Row])
    weight: dict[str, tuple[int, str]] = field(default_factory=dict[str, tuple[int, str]])
    asked: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


def found(store: Store, viewer: Viewer, where: Area | None, what: Branch | None, given: bool = False) -> Items:
    """The items in a place and a sector, with children; those that we give abroad where `given`, else those given to us."""
    asked: list[list[Row]] = []
    if where:
        asked.append(store.read(cypher.load("read/items_at"), viewer, places=sorted(where.within), limit=_MOST_ITEMS))
    if what:
        asked.append(store.read(cypher.load("read/items_in"), viewer, sectors=sorted(what.ids), limit=_MOST_ITEMS))
    if not asked:
        asked.append(store.read(cypher.load("read/items"), viewer, limit=_MOST_ITEMS))
    ids = set[str].intersection(*({str(r["id"]) for r in rows} for rows in asked))
    items = loaded(store, viewer, sorted(ids), given)
    items.asked = where.within if where else frozenset(), what.ids if what else frozenset()
    return items


def loaded(store: Store, viewer: Viewer, ids: Collection[str], given: bool = False) -> Items:
    """Those of these items that are given to us (or, `given`, by us), with their ties."""
    items = Items({i: e for i, e in entities(store, viewer, ids).items() if outbound(e) == given})
    claims: set[str] = set()
    for tie in ties_of(store, viewer, list(items.known), ["FUNDS", "TARGETS", "IN_SECTOR", "PART_OF"], limit=200_000):
        at, kind = tie["at"], tie["type"]
        if kind == "FUNDS" and _gives(tie):
            items.funds.setdefault(at, {})[tie["source"]] = tie
            items.funders[tie["source"]] = tie["other"]
        elif kind in ("TARGETS", "IN_SECTOR"):
            into = items.places if kind == "TARGETS" else items.sectors
            told = {"target": tie["target"]} | {name: tie.get(name) for name in ("since", "until", "ended")}
            into.setdefault(at, []).extend(said | told for said in tie["said"])
        elif kind == "PART_OF" and tie["source"] == at:
            items.parents.setdefault(at, set()).add(tie["target"])
        claims.update(tie["claims"])
    if claims:
        ranks = store.read(cypher.load("read/claim_ranks"), viewer, ids=sorted(claims))
        items.weight = {r["claim"]: (r["rank"] or 0, str(r["said"] or "")) for r in ranks}
    return items


def _gives(tie: Row) -> bool:
    role = fold(str(tie.get("role") or ""))
    return not any(word in role for word in _NO_FUNDING)


def narrow(items: Items, first: str | None, last: str | None) -> int:
    """Leave the items under way at some time of these days; the number of those whose dates nobody recorded."""
    items.known = {i: e for i, e in items.known.items() if under_way_between(e, first, last)}
    for told, asked in zip((items.places, items.sectors), items.asked, strict=True):
        for item, ties in list(told.items()):
            told[item] = [tie for tie in ties if _lasting(tie, first, last)]
            if any(t["target"] in asked for t in ties) and not any(t["target"] in asked for t in told[item]):
                items.known.pop(item, None)
    items.funds = {
        i: {f: t for f, t in by.items() if _lasting(t, first, last)}
        for i, by in items.funds.items()
        if i in items.known
    }
    only_givers(items)
    return sum(not any(items.known[i].get(p) for p in ("since", "until", "approved")) for i in items.funds)


def _lasting(tie: Row, first: str | None, last: str | None) -> bool:
    """Whether a tie reaches these days; one that an officer ended does not on its last day."""
    return reaches(tie.get("since"), tie.get("until"), first, last) and not (first and ended(tie, first))


def only_givers(items: Items) -> None:
    """Leave as funders those who give to one of the items that are left."""
    items.funds = {i: by for i, by in items.funds.items() if i in items.known}
    giving = {f for by in items.funds.values() for f in by}
    items.funders = {f: e for f, e in items.funders.items() if f in giving}


def ceilings(store: Store, viewer: Viewer) -> Ceilings:
    """Above which an amount is out of line, from all items."""
    return Ceilings.of(store.read(cypher.load("read/amounts"), viewer, limit=_MOST_ITEMS))


def falls(items: Items, item: str, where: Area | None, what: Branch | None) -> Falls:
    """The part of an item (0 to 1) that falls to the place and the sector, by measure."""
    found = dict(WHOLE)
    for asked, said in ((where and where.within, items.places), (what and what.ids, items.sectors)):
        if asked:
            for measure in MEASURES:
                found[measure] *= share(said.get(item, ()), asked, items.weight, measure)
    return found


def amounts(own: Part, counts: Collection[str], falls: Falls) -> Iterable[Row]:
    """What is to be added of a part, by measure: rows for `graph.money.totals`."""
    for measure in sorted(counts):
        amount, currency = own.amounts[measure]
        usd = own.usd.get(measure)
        yield {
            "item": own.item, "measure": measure, "currency": currency, "amount": amount * falls[measure],
            "usd": None if usd is None else usd * falls[measure], "shared": measure in own.shared,
        }  # fmt: skip


def stated(item: Row, own: Part, falls: Falls) -> Row:
    """An item as it stands behind a funder's total, with the amounts that fall to the question; `share` is that of the
    commitment where there is one."""
    amounts = {m: tidy(own.amounts[m][0] * falls[m]) if m in own.amounts else None for m in MEASURES}
    measure = next((m for m in MEASURES if m in own.amounts), MEASURES[0])
    currency = next((own.amounts[m][1] for m in MEASURES if m in own.amounts), None)
    return ref(item) | amounts | {
        "currency": currency, "share": round(falls[measure], 4), "shared": bool(own.shared),
        "since": item.get("since"), "until": item.get("until"), "approved": item.get("approved"),
    }  # fmt: skip

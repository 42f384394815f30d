"""How two entities are connected: the shortest ways through people, bodies, agreements, meetings and aid."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

import networkx as nx

from graph.asked import NotFound
from graph.model import ENTITIES, TIES
from graph.network import induced, reach
from graph.store import Store, Viewer
from graph.subgraph import Simple, entities, ref
from graph.survivors import current
from graph.today import today

Row = dict[str, Any]
# What a connection may run through (QUESTIONS 11): people, bodies, agreements, meetings, aid; no place, no sector.
WAYS = frozenset({"Person", "Agreement", "Delegation", "Event", "AidItem", "Investment"}) | {
    t.name for t in ENTITIES.values() if "Organization" in t.supers
}
_MOST_STEPS = 6
_MOST_SEEN = 4_000
_LONGER = 2
_CLOSE = {"KNOWS": 0.0, "HAS_POST": 0.01, "MET": 0.02, "LED": 0.03, "HOSTED": 0.03, "PARTY_TO": 0.04, "FUNDS": 0.04}


def paths(store: Store, viewer: Viewer, a: str, b: str, limit: int = 5) -> Row:
    """The shortest ways from `a` to `b`, none through a country, a province, a sector; each tie with its words.

    `total` is the number shown; an empty list says that no connection is on record. Raises NotFound.
    """
    a, b = current(store, viewer, a), current(store, viewer, b)
    ends = entities(store, viewer, [a, b])
    for id_ in (a, b):
        if id_ not in ends:
            raise NotFound(id_)
    ways = list(_ways(store, viewer, a, b, limit)) if a != b else []
    through = sorted({id_ for way in ways for id_ in way})
    refs = {i: ref(e) for i, e in entities(store, viewer, through).items()}
    ties: dict[frozenset[str], list[Row]] = {}
    for tie in induced(store, viewer, through):
        ties.setdefault(frozenset((tie["source"], tie["target"])), []).append(tie)
    items = [_path(way, refs, ties) for way in ways]
    return {
        "items": items, "total": len(items), "next": None, "from": ref(ends[a]), "to": ref(ends[b]), "as_of": today(),
    }  # fmt: skip


def _ways(store: Store, viewer: Viewer, a: str, b: str, limit: int) -> Iterator[Sequence[str]]:
    """Simple ways in order of length and closeness, none more than two steps longer than the shortest."""
    g = _explored(store, viewer, a, b)
    if a not in g or b not in g or not nx.has_path(g, a, b):
        return
    found = islice(nx.shortest_simple_paths(g, a, b, weight="weight"), limit)
    shortest: int | None = None
    for way in found:
        shortest = shortest or len(way)
        if len(way) > min(shortest + _LONGER, _MOST_STEPS + 1):
            return
        yield way


def _explored(store: Store, viewer: Viewer, a: str, b: str) -> Simple:
    """What lies between: walked from both ends by turns, one step more than where they meet."""
    rows: list[Row] = []
    seen: dict[str, set[str]] = {a: {a}, b: {b}}
    edge: dict[str, list[str]] = {a: [a], b: [b]}
    beyond = 1
    for step in range(_MOST_STEPS):
        side = min((a, b), key=lambda end: (len(edge[end]), step % 2 == (end == a)))
        if not edge[side] or len(seen[a] | seen[b]) > _MOST_SEEN:
            break
        new = reach(store, viewer, edge[side])
        rows += new
        ahead = {r["id"] for r in new if r["type"] in WAYS or r["id"] in (a, b)} - seen[side]
        seen[side] |= ahead
        edge[side] = sorted(ahead - {a, b})
        if not seen[a].isdisjoint(seen[b]):
            if beyond == 0:
                break
            beyond -= 1
    return _simple(rows, seen[a] | seen[b])


def _simple(rows: Collection[Row], allowed: Collection[str]) -> Simple:
    g: Simple = nx.Graph()
    steps = sorted({(*sorted((r["at"], r["id"])), r["tie"]) for r in rows if r["at"] in allowed and r["id"] in allowed})
    for one, other, tie in steps:
        weight = 1 + _CLOSE.get(tie, 0.05)
        if not g.has_edge(one, other) or g[one][other]["weight"] > weight:
            g.add_edge(one, other, weight=weight)
    return g


def _path(way: Sequence[str], refs: dict[str, Row], ties: dict[frozenset[str], list[Row]]) -> Row:
    told = [_step(_closest(ties[frozenset(pair)]), pair) for pair in pairwise(way)]
    return {
        "nodes": [refs[i] for i in way],
        "ties": told,
        "length": len(told),
        "sentence": {lang: "; ".join(_said(tie, refs, lang) for tie in told) for lang in ("vi", "en")},
    }


def _closest(between: Sequence[Row]) -> Row:
    return min(between, key=lambda t: (_CLOSE.get(t["type"], 0.05), t["type"], t["id"]))


def _step(tie: Row, pair: tuple[str, str]) -> Row:
    if TIES[tie["type"]].symmetric:
        tie = tie | {"source": pair[0], "target": pair[1]}
    words = {"vi": TIES[tie["type"]].vi, "en": TIES[tie["type"]].en}
    kept = {k: tie.get(k) for k in ("id", "type", "source", "target", "since", "until", "label", "sources", "claims")}
    return kept | {"words": words}


def _said(tie: Row, refs: dict[str, Row], lang: str) -> str:
    title = f" ({tie['label']})" if tie["label"] else ""
    return f"{refs[tie['source']]['name']} {tie['words'][lang]} {refs[tie['target']]['name']}{title}"

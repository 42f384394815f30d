"""How two entities are connected: the shortest ways through people, bodies, agreements, meetings and aid."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

import networkx as nx

from graph.asked import NotFound
from graph.ground import over
from graph.model import ENTITIES, TIES
from graph.network import induced, reach
from graph.store import Store, Viewer
from graph.subgraph import Simple, entities, merged, ref
from graph.survivors import current
from graph.texts import date_text
from graph.today import today

Row = dict[str, Any]
# What a connection may run through (QUESTIONS 11): people, bodies, agreements, meetings, aid; no place, no sector.
WAYS = frozenset({"Person", "Agreement", "Delegation", "Event", "AidItem", "Investment"}) | {
    t.name for t in ENTITIES.values() if "Organization" in t.supers
}
_MOST_STEPS = 6
_MOST_SEEN = 4_000
_LONGER = 2
_OVER = float(_MOST_STEPS + 1)  # a way through a tie that is over comes after all that hold
_CLOSE = {"KNOWS": 0.0, "HAS_POST": 0.01, "MET": 0.02, "LED": 0.03, "HOSTED": 0.03, "PARTY_TO": 0.04, "FUNDS": 0.04}


def paths(store: Store, viewer: Viewer, a: str, b: str, limit: int = 5) -> Row:
    """The shortest ways from `a` to `b`, none through a country, a province, a sector; each tie with its words.

    Ways that hold today come first; one through a tie that is over is history, and `ended`, as that tie is. `total` is the
    number shown; an empty list says that no connection is on record. Raises NotFound.
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
    """Simple ways in order of length and closeness, those that hold first, none more than two steps longer than the shortest."""
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
    """What lies between: walked from both ends by turns, one step more than where they meet by ties that hold."""
    rows: list[Row] = []
    seen: dict[str, set[str]] = {a: {a}, b: {b}}
    near: dict[str, set[str]] = {a: {a}, b: {b}}
    edge: dict[str, list[str]] = {a: [a], b: [b]}
    beyond, day = 1, today()
    for step in range(_MOST_STEPS):
        side = min((a, b), key=lambda end: (len(edge[end]), step % 2 == (end == a)))
        if not edge[side] or len(seen[a] | seen[b]) > _MOST_SEEN:
            break
        new: list[Row] = [
            r | {"over": over(r["tie"], merged(r["said"]), day)} for r in reach(store, viewer, edge[side])
        ]
        rows += new
        ahead = {r["id"] for r in new if r["type"] in WAYS or r["id"] in (a, b)} - seen[side]
        seen[side] |= ahead
        near[side] |= {r["id"] for r in new if r["id"] in ahead and r["at"] in near[side] and not r["over"]}
        edge[side] = sorted(ahead - {a, b})
        if not near[a].isdisjoint(near[b]):
            if beyond == 0:
                break
            beyond -= 1
    return _simple(rows, seen[a] | seen[b])


def _simple(rows: Collection[Row], allowed: Collection[str]) -> Simple:
    g: Simple = nx.Graph()
    inside = (r for r in rows if r["at"] in allowed and r["id"] in allowed)
    for one, other, tie, ended in sorted({(*sorted((r["at"], r["id"])), r["tie"], r["over"]) for r in inside}):
        weight = 1 + _CLOSE.get(tie, 0.05) + _OVER * ended
        if not g.has_edge(one, other) or g[one][other]["weight"] > weight:
            g.add_edge(one, other, weight=weight)
    return g


def _path(way: Sequence[str], refs: dict[str, Row], ties: dict[frozenset[str], list[Row]]) -> Row:
    told = [_step(_closest(ties[frozenset(pair)]), pair) for pair in pairwise(way)]
    return {
        "nodes": [refs[i] for i in way],
        "ties": told,
        "length": len(told),
        "ended": any(tie["ended"] for tie in told),
        "sentence": {lang: "; ".join(_said(tie, refs, lang) for tie in told) for lang in ("vi", "en")},
    }


def _closest(between: Sequence[Row]) -> Row:
    return min(between, key=lambda t: (over(t["type"], t, today()), _CLOSE.get(t["type"], 0.05), t["type"], t["id"]))


def _step(tie: Row, pair: tuple[str, str]) -> Row:
    if TIES[tie["type"]].symmetric:
        tie = tie | {"source": pair[0], "target": pair[1]}
    words = {"vi": TIES[tie["type"]].vi, "en": TIES[tie["type"]].en}
    kept = {k: tie.get(k) for k in ("id", "type", "source", "target", "since", "until", "label", "sources", "claims")}
    return kept | {"words": words, "ended": over(tie["type"], tie, today())}


def _said(tie: Row, refs: dict[str, Row], lang: str) -> str:
    added = "; ".join(word for word in (tie["label"], _past(tie, lang)) if word)
    title = f" ({added})" if added else ""
    return f"{refs[tie['source']]['name']} {tie['words'][lang]} {refs[tie['target']]['name']}{title}"


def _past(tie: Row, lang: str) -> str:
    """That a tie is over, or has not begun."""
    if not tie["ended"]:
        return ""
    vi, until = lang == "vi", date_text(tie["until"], lang)
    if tie["until"] and tie["until"] <= today()[: len(tie["until"])]:
        return f"đã kết thúc {until}" if vi else f"ended {until}"
    return f"{'chưa bắt đầu, từ' if vi else 'not yet, from'} {date_text(tie['since'], lang)}"

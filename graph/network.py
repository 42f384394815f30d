"""The network around an entity, within a stated cap.

Countries, provinces and sectors join everything with everything: they end a walk, they do not carry it on (QUESTIONS 11).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

import cypher
from graph.asked import NotFound, UnknownWord
from graph.model import ENTITIES, TIES
from graph.store import Store, Viewer
from graph.subgraph import ALL_TIES, Net, Simple, entities, holds, in_force, label, merged, shown, tie_names
from graph.survivors import current
from graph.today import a_day

Row = dict[str, Any]
HUBS = frozenset({"Country", "Province", "Sector"})
MOST_HOPS = 4
MOST_NODES = 2_000
_WALKED = 5_000
_ROWS = 50_000
_RANKED = 3_000
# What a map should not spend its first places on.
_LATE = frozenset({"Statistic", "Document", "Sector", "Licence"})
# How much of the room left the nearer ones may take, so that those behind them come into sight.
_NEARER = 0.7
# Dated things that a network on a day leaves out when their time is over or not yet come.
_TERM = frozenset({"AidItem", "Agreement", "Licence", "Delegation", "Event", "Province"})


@dataclass(slots=True)
class Walk:
    """What was reached: id -> hop and type, in how many ways, and whether there was more than was walked."""

    hop: dict[str, int]
    type: dict[str, str]
    ways: Counter[str] = field(default_factory=Counter[str])
    back: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    cut: bool = False


def network(
    store: Store,
    viewer: Viewer,
    id: str,
    hops: int = 1,
    ties: Collection[str] = (),
    types: Collection[str] = (),
    on: str | None = None,
    limit: int = 60,
) -> Net:
    """The entities within `hops` ties of one, at most `limit`, with all ties among them; parallel ties made one.

    `ties` and `types` narrow what is walked; `on` leaves out what is not in force on that day. `g.graph` holds "centre",
    "shown", "total" (without the cap), "hidden" (id -> neighbours left out), "truncated" (whether even the total is a
    lower bound). Nodes have "degree" (in the whole graph) and "hop". Raises NotFound, UnknownWord, BadRequest.
    """
    day = a_day(on)
    _check(ties, types)
    id = current(store, viewer, id)  # noqa: A001
    centre = entities(store, viewer, [id])
    if not centre:
        raise NotFound(id)
    walk = _walk(store, viewer, centre[id], max(1, min(hops, MOST_HOPS)), ties, types, day)
    degree = _degrees(store, viewer, list(walk.hop)[:_RANKED])
    kept = _kept(walk, degree, max(1, min(limit, MOST_NODES)))
    degree |= _degrees(store, viewer, [i for i in kept if i not in degree])
    return _graph(store, viewer, id, kept, walk, degree, ties, day)


def around(store: Store, viewer: Viewer, ids: Sequence[str], limit: int = 60) -> Net:
    """Several entities with all ties among them, and whom the first one is tied to where it is not tied to everything;
    at most `limit` of each. `g.graph` as `network`. Raises NotFound where none of them is there."""
    known = entities(store, viewer, ids)
    wanted = [i for i in ids if i in known][:limit]
    if not wanted:
        raise NotFound(", ".join(ids[:3]))
    centre = wanted[0]
    g = network(store, viewer, centre, hops=1, limit=1 if known[centre]["type"] in HUBS else limit)
    added = [i for i in wanted if i not in g]
    degree = _degrees(store, viewer, added)
    for id_ in added:
        g.add_node(id_, **shown(known[id_], viewer), degree=degree.get(id_, 0), hop=1)
    for tie in induced(store, viewer, list(g)):
        said = {k: v for k, v in tie.items() if k not in ("source", "target", "said")}
        g.add_edge(tie["source"], tie["target"], key=tie["id"], **said)
    g.graph.update(shown=len(g), total=max(len(g), g.graph["total"]), hidden={})
    return g


def _check(ties: Collection[str], types: Collection[str]) -> None:
    for tie in ties:
        if tie not in TIES:
            raise UnknownWord(tie, "tie")
    for type_ in types:
        if type_ not in ENTITIES:
            raise UnknownWord(type_, "type")


def _walk(
    store: Store, viewer: Viewer, centre: Row, hops: int, ties: Collection[str], types: Collection[str], on: str | None
) -> Walk:
    walk = Walk({centre["id"]: 0}, {centre["id"]: centre["type"]})
    frontier = [centre["id"]]
    for hop in range(1, hops + 1):
        ahead: dict[str, str] = {}
        for row in reach(store, viewer, frontier, ties):
            if (types and row["type"] not in types) or not _reached(row, on):
                continue
            walk.ways[row["id"]] += 1
            if row["id"] not in walk.hop:
                ahead[row["id"]] = row["type"]
                walk.back.setdefault(row["id"], set()).add(row["at"])
        walk.cut |= len(walk.hop) + len(ahead) > _WALKED
        walk.hop |= dict.fromkeys(sorted(ahead)[:_WALKED], hop)
        walk.type |= ahead
        frontier = [i for i in sorted(ahead) if ahead[i] not in HUBS][:_WALKED]
        if not frontier or walk.cut:
            break
    return walk


def reach(store: Store, viewer: Viewer, ids: Collection[str], ties: Collection[str] = ()) -> list[Row]:
    """Rows {"at","tie","out","id","type","begins","ends","said"} of whom these entities are tied to; `said` is what each
    source says of the tie's time."""
    query = cypher.load("read/reach").fill(ties=tie_names(ties))
    return store.read(query, viewer, ids=sorted(ids), limit=_ROWS) if ids else []


def _reached(row: Mapping[str, Any], on: str | None) -> bool:
    """Whether a tie, and the thing it leads to, are in force on a day."""
    if on is None:
        return True
    thing = row["type"] not in _TERM or holds(row["begins"], row["ends"], on)
    return thing and in_force(merged(row["said"]), on)


def _degrees(store: Store, viewer: Viewer, ids: Collection[str]) -> dict[str, int]:
    if not ids:
        return {}
    query = cypher.load("read/degrees").fill(ties=ALL_TIES)
    return {r["id"]: r["degree"] for r in store.read(query, viewer, ids=sorted(ids))}


def _kept(walk: Walk, degree: Mapping[str, int], limit: int) -> list[str]:
    """The nearest first, with room left for those behind them; the types by turns, each by number of ties; scenery last.

    Everything kept is tied to something nearer that is kept.
    """

    def order(id_: str) -> tuple[int, int, str]:
        return -degree.get(id_, 0), -walk.ways[id_], id_

    def late(id_: str) -> bool:
        return walk.type[id_] in _LATE or (walk.type[id_] == "Locality" and degree.get(id_, 0) <= 1)

    levels: dict[int, dict[tuple[bool, str], list[str]]] = {}
    for id_, hop in walk.hop.items():
        levels.setdefault(hop, {}).setdefault((late(id_), walk.type[id_]), []).append(id_)
    kept: dict[str, None] = {}
    waiting: list[str] = []
    for hop in sorted(levels):
        for scenery in (False, True):
            queues = [sorted(ids, key=order) for key, ids in sorted(levels[hop].items()) if key[0] is scenery]
            tied = [i for i in _by_turns(queues) if hop == 0 or not walk.back[i].isdisjoint(kept)]
            room = limit - len(kept)
            taken = int(room * _NEARER) if 0 < hop < max(levels) else room
            taken = 1 if hop == 0 else 0 if scenery and hop < max(levels) else taken
            kept |= dict.fromkeys(tied[:taken])
            waiting += tied[taken:]
    return [*kept, *(i for i in waiting if i not in kept)][:limit]


def _by_turns(queues: Iterable[list[str]]) -> Iterator[str]:
    waiting = [list(reversed(q)) for q in queues]
    while waiting := [q for q in waiting if q]:
        for queue in waiting:
            yield queue.pop()


def _graph(
    store: Store, viewer: Viewer, centre: str, kept: list[str], walk: Walk, degree: Mapping[str, int],
    ties: Collection[str], on: str | None,
) -> Net:  # fmt: skip
    g: Net = nx.MultiDiGraph()
    known = entities(store, viewer, kept)
    for id_ in kept:
        g.add_node(id_, **shown(known[id_], viewer), degree=degree.get(id_, 0), hop=walk.hop[id_])
    for tie in induced(store, viewer, kept, ties):
        if on is None or in_force(tie, on):
            g.add_edge(
                tie["source"],
                tie["target"],
                key=tie["id"],
                **{k: v for k, v in tie.items() if k not in ("source", "target", "said")},
            )
    near: Simple = nx.Graph(g)
    hidden = {i: degree.get(i, 0) - near.degree[i] for i in kept if degree.get(i, 0) > near.degree[i]}
    g.graph.update(centre=centre, shown=len(g), total=len(walk.hop), hidden=hidden, truncated=walk.cut)
    return g


def induced(store: Store, viewer: Viewer, ids: Collection[str], ties: Collection[str] = ()) -> list[Row]:
    """The ties among these entities, parallel ones made one: as `merged`, with "type", "source", "target", "label"."""
    query = cypher.load("read/induced").fill(ties=tie_names(ties))
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in store.read(query, viewer, ids=sorted(set(ids)), limit=_ROWS):
        groups.setdefault((row["source"], row["target"], row["type"]), []).append(row["tie"])
    return [
        merged(said) | {"type": type_, "source": source, "target": target, "label": label(type_, merged(said))}
        for (source, target, type_), said in sorted(groups.items())
    ]

"""Where each node of a map stands. Laid out here, never in the browser; the same graph always gives the same picture.

Around a centre: wedges, one an entity type, each filled from the inside outward with boxes as wide as the labels, so that
the first sight is readable. Without a centre: a spring layout whose marks are then moved apart.
Units are canvas units (one pixel at scale 1), y downwards, the centre at (0, 0).
"""

import math
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import networkx as nx
import rustworkx

from graph.model import ENTITIES
from viz.boxes import Boxes, label_box

STRETCH = 1.3  # a screen is wider than high
FIRST_RING, RING, STEP, USUAL_LABEL = 112.0, 26.0, 14.0, 130.0
MARK = (34.0, 34.0)
TURN, WAYS, WIDE = 2 * math.pi, 90, 600

Place = tuple[float, float]
Graph: TypeAlias = "nx.MultiDiGraph[Any]"


def layout(graph: Graph, centre: str | None = None, seed: int = 7) -> dict[str, Place]:
    """A place for every node; node attributes `type` and `name` are used when present."""
    if centre is not None and centre in graph:
        return _Ego(graph, centre).places
    return _spring(graph, seed)


def placed(graph: Mapping[str, Any]) -> dict[str, Any]:
    """A graph of SURFACE's shape with `x` and `y` on every node, laid out around its `centre`."""
    made: Graph = nx.MultiDiGraph()
    for node in graph["nodes"]:
        made.add_node(node["id"], type=node["type"], name=node["name"])
    made.add_edges_from((edge["source"], edge["target"]) for edge in graph["edges"])
    places = layout(made, graph.get("centre"))
    nodes = [node | dict(zip(("x", "y"), places[node["id"]], strict=True)) for node in graph["nodes"]]
    return {**graph, "nodes": nodes}


class _Ego:
    """One ego network: ring 1 by type in wedges, what is farther off beyond the neighbour it hangs on."""

    def __init__(self, graph: Graph, centre: str) -> None:
        self.graph = graph
        self.boxes = Boxes()
        self.places: dict[str, Place] = {centre: (0.0, 0.0)}
        self.filled: dict[int, float] = {}
        self.room = {node: label_box(self._name(node)) for node in graph}
        self.boxes.add(0.0, 0.0, label_box(self._name(centre), bold=True))
        parents = _parents(graph, centre)
        first = [node for node, parent in parents.items() if parent == centre]
        outer = [node for node, parent in parents.items() if parent not in (None, centre)]
        loose = [node for node in graph if node not in parents]
        self.crowd = _descendants(parents, centre)
        for start, end, members in self._wedges(first):
            self._fill(members, start, end)
        for node in outer:
            self._beyond(node, str(parents[node]))
        self._fill(self._ordered(loose), 0.0, TURN, self._reach() + 2 * RING if loose else FIRST_RING)

    def _wedges(self, nodes: Sequence[str]) -> Iterator[tuple[float, float, list[str]]]:
        """Angles in proportion to what each type has to show, from the top clockwise, none too thin for a label."""
        groups: dict[str, list[str]] = {}
        for node in sorted(nodes, key=lambda n: (_rank(self._type(n)), n)):
            groups.setdefault(self._type(node), []).append(node)
        weights = [
            max(sum(1 + 0.5 * self.crowd.get(n, 0) for n in members), 0.04 * len(nodes)) for members in groups.values()
        ]
        angle = -math.pi / 2
        for members, weight in zip(groups.values(), weights, strict=True):
            end = angle + TURN * weight / sum(weights)
            yield angle, end, self._ordered(members)
            angle = end

    def _fill(self, members: Sequence[str], start: float, end: float, radius: float = FIRST_RING) -> None:
        """Ring by ring, the best connected nearest to the centre; a wedge keeps a little air on either side."""
        waiting = deque(members)
        while waiting:
            air = min(0.3 * (end - start), 16 / radius) if end - start < TURN else 0.0
            roomy = len(waiting) * USUAL_LABEL < radius * (end - start)
            step = (end - start - 2 * air) / len(waiting) if roomy else STEP / radius
            for angle in _sweep(start + air, end - air, step):
                if waiting and self._put(waiting[0], radius * STRETCH * math.cos(angle), radius * math.sin(angle)):
                    waiting.popleft()
            radius += RING

    def _beyond(self, node: str, parent: str) -> None:
        """Outside the node it hangs on, in its direction from the centre; each direction fills outward once."""
        x, y = self.places[parent]
        middle = math.atan2(y, x / STRETCH)
        way = round(middle * WAYS / TURN) % WAYS
        radius = max(self.filled.get(way, 0.0), math.hypot(x / STRETCH, y) + RING)
        spread = min(0.2 + 0.05 * self.crowd.get(parent, 0), 0.9) if len(self.graph) < WIDE else 0.2
        while True:
            for off in _fan(spread, STEP / radius):
                angle = middle + off
                if self._put(node, radius * STRETCH * math.cos(angle), radius * math.sin(angle)):
                    self.filled[way] = radius
                    return
            radius += RING

    def _put(self, node: str, x: float, y: float) -> bool:
        box = self.room[node]
        if not self.boxes.free(x, y, box):
            return False
        self.boxes.add(x, y, box)
        self.places[node] = (round(x, 1), round(y, 1))
        return True

    def _ordered(self, nodes: Iterable[str]) -> list[str]:
        return sorted(nodes, key=lambda n: (-len(set(nx.all_neighbors(self.graph, n))), self._name(n), n))

    def _reach(self) -> float:
        return max(math.hypot(x / STRETCH, y) for x, y in self.places.values())

    def _type(self, node: str) -> str:
        return str(self.graph.nodes[node].get("type", ""))

    def _name(self, node: str) -> str:
        return str(self.graph.nodes[node].get("name", node))


def _parents(graph: Graph, centre: str) -> dict[str, str | None]:
    """Breadth first: the node through which each was reached, the centre through None."""
    parents: dict[str, str | None] = {centre: None}
    queue = deque([centre])
    while queue:
        node = queue.popleft()
        for other in sorted(set(nx.all_neighbors(graph, node))):
            if other not in parents:
                parents[other] = node
                queue.append(other)
    return parents


def _descendants(parents: Mapping[str, str | None], centre: str) -> dict[str, int]:
    """How many nodes hang on each node of ring 1, at any depth."""
    top: dict[str, str] = {}
    counts: dict[str, int] = {}
    for node, parent in parents.items():
        if parent is not None:
            top[node] = node if parent == centre else top[parent]
            counts[top[node]] = counts.get(top[node], -1) + 1
    return counts


def _rank(type_: str) -> int:
    return list(ENTITIES).index(type_) if type_ in ENTITIES else len(ENTITIES)


def _sweep(start: float, end: float, step: float) -> Iterator[float]:
    count = max(round((end - start) / step), 1)
    return (start + (end - start) * (i + 0.5) / count for i in range(count))


def _fan(width: float, step: float) -> Iterator[float]:
    """0, step, -step, 2 step, ... up to `width` to either side."""
    yield 0.0
    for i in range(1, int(width / step) + 1):
        yield from (i * step, -i * step)


def _spring(graph: Graph, seed: int) -> dict[str, Place]:
    """Fruchterman-Reingold by rustworkx, then every mark that stands on another moves to the nearest free place."""
    names = sorted(graph)
    index = {name: i for i, name in enumerate(names)}
    plain: rustworkx.PyGraph[str, None] = rustworkx.PyGraph(multigraph=False)
    plain.add_nodes_from(names)
    plain.add_edges_from_no_data(sorted({(index[a], index[b]) for a, b in graph.edges()}))
    rounds = 50 if len(names) <= 1000 else max(50_000 // len(names), 8)
    found = rustworkx.spring_layout(plain, num_iter=rounds, seed=seed, scale=round(60 * math.sqrt(len(names))) or 1)
    boxes = Boxes()
    places: dict[str, Place] = {}
    for name in sorted(names, key=lambda n: (-graph.degree(n), n)):
        x, y = found[index[name]]
        for dx, dy in _spiral():
            if boxes.free(x * STRETCH + dx, y + dy, MARK):
                boxes.add(x * STRETCH + dx, y + dy, MARK)
                places[name] = (round(x * STRETCH + dx, 1), round(y + dy, 1))
                break
    return places


def _spiral() -> Iterator[Place]:
    """Places around (0, 0), ever farther away: the golden angle fills the plane evenly."""
    return ((12 * math.sqrt(i) * math.cos(2.4 * i), 12 * math.sqrt(i) * math.sin(2.4 * i)) for i in range(1_000_000))

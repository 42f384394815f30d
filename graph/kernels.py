"""Heavy measures of a simple graph, compiled: what rustworkx and numpy work out, said as networkx says it.

Equal to networkx on any graph (`tests/unit/test_kernels.py`); names become numbers once, and stay so for every measure.
"""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import rustworkx

from graph.links.ties import Floats, Ints
from graph.links.web import METHODS, Web
from graph.subgraph import Simple


class Compact:
    """An undirected graph as arrays: two numbers and a weight an edge. Loops are left out: no measure here sees them."""

    def __init__(self, graph: Simple, weight: str = "weight") -> None:
        self.names: tuple[str, ...] = tuple(graph)
        self.number = {name: n for n, name in enumerate(self.names)}
        told = [(self.number[a], self.number[b], w) for a, b, w in graph.edges(data=weight, default=1.0) if a != b]
        self.ends = np.array([(a, b) for a, b, _ in told], dtype=np.int64).reshape(-1, 2)
        self.weights: Floats = np.array([w for *_, w in told], dtype=float)

    @cached_property
    def web(self) -> Web:
        return Web(len(self.names), self.ends)

    @cached_property
    def plain(self) -> "rustworkx.PyGraph[None, float]":
        made: rustworkx.PyGraph[None, float] = rustworkx.PyGraph(multigraph=False)
        made.add_nodes_from([None] * len(self.names))
        made.add_edges_from(
            list(zip(*self.ends.T.tolist(), self.weights.tolist(), strict=True)) if len(self.ends) else []
        )
        return made

    def blocks(self) -> list[frozenset[str]]:
        """What hangs together even without any one of its nodes; two whom one tie alone joins are a block of two."""
        found: dict[int, set[int]] = {}
        for ends, block in rustworkx.biconnected_components(self.plain).items():
            found.setdefault(block, set()).update(ends)
        return [self._named(block) for block in found.values()]

    def cut_points(self) -> frozenset[str]:
        """Without any one of these some others are apart."""
        return self._named(rustworkx.articulation_points(self.plain))

    def constraint(self) -> dict[str, float]:
        """Burt's constraint by node: low for who joins what is else apart; not a number for who is alone."""
        count, m = len(self.names), len(self.ends)
        a, b, weights = self._ranked()
        total = np.bincount(a, weights, count) + np.bincount(b, weights, count)
        part = np.divide(1.0, total, out=np.zeros(count), where=total > 0)
        there, back = weights * part[a], weights * part[b]  # the share of the other in what each end has of ties
        uv, vw, uw = _triangles(a, b, count)
        held, held_back = (
            direct + np.bincount(uv, by_w, m) + np.bincount(vw, by_u, m) + np.bincount(uw, by_v, m)
            for direct, by_w, by_u, by_v in (
                (there, there[uw] * back[vw], back[uv] * there[uw], there[uv] * there[vw]),
                (back, there[vw] * back[uw], back[uw] * there[uv], back[vw] * back[uv]),
            )
        )
        tied = weights > 0
        found = np.bincount(a, tied * held**2, count) + np.bincount(b, tied * held_back**2, count)
        return dict(zip(self.names, np.where(total > 0, found, np.nan).tolist(), strict=True))

    def _ranked(self) -> tuple[Ints, Ints, Floats]:
        """The edges from the end of fewer ties to that of more, in order of their ends, with their weights."""
        count = len(self.names)
        rank = np.empty(count, dtype=np.int64)
        rank[np.argsort(np.bincount(self.ends.ravel(), minlength=count), kind="stable")] = np.arange(count)
        a, b = np.where(rank[self.ends[:, :1]] < rank[self.ends[:, 1:]], self.ends, self.ends[:, ::-1]).T
        order = np.argsort(a * count + b)
        return a[order], b[order], self.weights[order]

    def likely(self, name: str, method: str, most: int = 20) -> list[tuple[str, float]]:
        """To whom a node is not tied yet and should be, by CN, AA, RA or L3, the likeliest first; equal ones by name.

        It looks no further than that node's ties lead, however large the graph is.
        """
        if method not in METHODS or method == "PA":
            raise ValueError(f"no local score {method!r}")
        n = self.number[name]
        scores = self.web.row(method, n)
        beside = {n, *self.web.ties.indices[self.web.ties.indptr[n] : self.web.ties.indptr[n + 1]].tolist()}
        told = [(self.names[v], score) for v, score in scores.items() if v not in beside and score > 0]
        return sorted(told, key=lambda one: (-one[1], one[0]))[:most]

    def _named(self, numbers: Iterable[int]) -> frozenset[str]:
        return frozenset(self.names[n] for n in numbers)


def _triangles(a: Ints, b: Ints, count: int) -> tuple[Ints, Ints, Ints]:
    """The edges uv, vw and uw of every triangle, by their number; edges lead up one order of nodes and are in order."""
    first = np.searchsorted(a, np.arange(count + 1))
    after = first[b + 1] - first[b]
    uv = np.repeat(np.arange(len(a)), after)
    vw = np.arange(len(uv)) + np.repeat(first[b] - np.cumsum(after) + after, after)
    keys, wanted = a * count + b, a[uv] * count + b[vw]
    uw = np.searchsorted(keys, wanted)
    closed = keys[np.minimum(uw, len(keys) - 1)] == wanted if len(keys) else np.zeros(0, dtype=bool)
    return uv[closed], vw[closed], uw[closed]

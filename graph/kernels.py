"""Heavy measures of a simple graph, compiled: what rustworkx and scipy work out, said as networkx says it.

Equal to networkx on any graph (`tests/unit/test_kernels.py`); names become numbers once, and stay so for every measure.
"""

from collections.abc import Iterable
from functools import cached_property
from math import inf

import numpy as np
import rustworkx
from scipy import sparse

from graph.links.ties import Floats
from graph.links.web import METHODS, Matrix, Web
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
        """What hangs together even without any one of its nodes; a bridge is a block of two."""
        found: dict[int, set[int]] = {}
        for ends, block in rustworkx.biconnected_components(self.plain).items():
            found.setdefault(block, set()).update(ends)
        return [self._named(block) for block in found.values()]

    def cut_points(self) -> frozenset[str]:
        """Without any one of these some others are apart."""
        return self._named(rustworkx.articulation_points(self.plain))

    def bridges(self) -> frozenset[frozenset[str]]:
        """The edges without any one of which its ends are apart."""
        return frozenset(self._named(ends) for ends in rustworkx.bridges(self.plain))

    def components(self) -> list[frozenset[str]]:
        return [self._named(one) for one in rustworkx.connected_components(self.plain)]

    def distances(self, source: str) -> dict[str, float]:
        """The weight of the cheapest way to everybody who can be reached; weights are not negative."""
        found = rustworkx.dijkstra_shortest_path_lengths(self.plain, self.number[source], float)
        return {self.names[n]: length for n, length in found.items() if length < inf} | {source: 0.0}

    def constraint(self) -> dict[str, float]:
        """Burt's constraint by node: low for who joins what is else apart; not a number for who is alone."""
        count, (a, b) = len(self.names), (np.concatenate((self.ends, self.ends[:, ::-1])).T)
        said: Matrix = sparse.csr_array((np.tile(self.weights, 2), (a, b)), shape=(count, count))
        total = np.asarray(said.sum(axis=1)).ravel()
        shares: Matrix = sparse.diags_array(np.divide(1.0, total, out=np.zeros(count), where=total > 0)) @ said
        held: Matrix = (shares + (shares @ shares).multiply(said > 0)).multiply(said > 0)
        found = np.where(total > 0, np.asarray(held.power(2).sum(axis=1)).ravel(), np.nan)
        return dict(zip(self.names, found.tolist(), strict=True))

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

"""Measures of one graph, compiled, against networkx and, where it is installed, igraph; and one entity's proposals by size.

igraph is a yardstick only: it is GPL, so nothing of Amity depends on it and nothing installs it. Where a developer has it
(`pip install igraph` into the bench's own environment) its rows come, else they are left out.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from math import log
from statistics import median
from time import process_time
from typing import Any

import networkx as nx
import numpy as np

from graph.kernels import Compact
from tests.bench.loading import Figure

NODES, TIES_EACH, SMALL = 20_000, 4, 1_000
GROWING = (10_000, 100_000, 1_000_000)
_AGAIN, _ASKED = 3, 200
Call = Callable[[], object]


def figures() -> Iterator[Figure]:
    """CPU time of each measure over the reference's; below 1 is faster than the reference."""
    large, small = (nx.barabasi_albert_graph(n, TIES_EACH, seed=1) for n in (NODES, SMALL))
    for graph in (large, small):
        graph.add_edges_from((n, len(graph) + n) for n in range(0, len(graph), 10))
    ours, ours_small = (Compact(nx.relabel_nodes(g, str)) for g in (large, small))
    _ = ours.plain, ours.web, ours_small.plain
    calls: dict[str, tuple[Call, Call, Callable[[Any], Call]]] = {
        "cut points": (ours.cut_points, lambda: list(nx.articulation_points(large)), lambda g: g.articulation_points),
        "blocks": (ours.blocks, lambda: list(nx.biconnected_components(large)), lambda g: g.biconnected_components),
        "constraint": (ours_small.constraint, lambda: nx.constraint(small), lambda g: g.constraint),
    }  # fmt: skip
    for name, (mine, theirs, of) in calls.items():
        yield from _rows(name, mine, theirs, of, small if name == "constraint" else large)
    yield _growth()


def _rows(name: str, mine: Call, theirs: Call, of: Callable[[Any], Call], graph: Any) -> Iterator[Figure]:
    own, other = _cpu(mine), _cpu(theirs, 1)
    size = f"{graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} ties"
    yield f"{name} (time)", "-", "networkx", own / other, f"{own * 1e3:.1f} ms against {other * 1e3:.1f} ms, {size}"
    if find_spec("igraph"):
        reference = _cpu(of(import_module("igraph").Graph(edges=list(graph.edges))))
        said = f"{own * 1e3:.1f} ms against {reference * 1e3:.1f} ms, {size}"
        yield f"{name} (time)", "-", "igraph", own / reference, said


def _cpu(call: Call, again: int = _AGAIN) -> float:
    taken: list[float] = []
    for _ in range(again):
        before = process_time()
        call()
        taken.append(process_time() - before)
    return max(min(taken), 1e-6)


def _growth() -> Figure:
    """The exponent of what one entity's proposals cost by the number of ties; 0 where the size does not matter."""
    costs = {ties: _one(ties) for ties in GROWING}
    first, last = GROWING[0], GROWING[-1]
    exponent = log(costs[last] / costs[first]) / log(last / first)
    said = ", ".join(f"{cost * 1e6:.0f} µs at {ties:,}" for ties, cost in costs.items())
    return "one entity's proposals, growth exponent", "-", "0 = the size does not matter", exponent, said


def _one(ties: int) -> float:
    """Median CPU seconds of one entity's proposals in a graph in which everybody has ten ties or so."""
    count = ties // 5
    ends = np.random.default_rng(1).integers(0, count, (ties, 2))
    graph = nx.Graph()
    graph.add_nodes_from(map(str, range(count)))
    graph.add_edges_from((str(a), str(b)) for a, b in ends.tolist() if a != b)
    compact = Compact(graph)
    compact.likely("0", "AA")
    taken: list[float] = []
    for n in range(0, count, count // _ASKED):
        before = process_time()
        compact.likely(str(n), "AA")
        taken.append(process_time() - before)
    return median(taken)

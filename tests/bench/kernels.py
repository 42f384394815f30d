"""Heavy kernels on sparse matrices against networkx, pair by pair: the scores of every pair two steps apart."""

from collections.abc import Callable
from math import sqrt
from time import process_time

import networkx as nx
import numpy as np

from graph.links.ties import Ints, Pairs
from graph.links.web import Web
from tests.bench.loading import Figure

PLACES, TIES_EACH = 3_000, 4
_OURS_AGAIN, _THEIRS = 2, 1_500
Plain = "nx.Graph[int]"


def figures() -> list[Figure]:
    """Ratios of CPU time a pair, ours to networkx's; networkx is asked for a part of the pairs."""
    graph = nx.barabasi_albert_graph(PLACES, TIES_EACH, seed=1)
    web = Web(PLACES, np.array(sorted(tuple(sorted(edge)) for edge in graph.edges)))
    pairs = web.two_apart()
    some = np.random.default_rng(1).permutation(len(pairs[0]))[:_THEIRS]
    asked = list(zip(pairs[0][some].tolist(), pairs[1][some].tolist(), strict=True))
    reference: dict[str, Callable[[], list[float]]] = {
        "CN": lambda: [float(len(nx.common_neighbors(graph, a, b))) for a, b in asked],
        "AA": lambda: [score for *_, score in nx.adamic_adar_index(graph, asked)],
        "RA": lambda: [score for *_, score in nx.resource_allocation_index(graph, asked)],
        "L3": lambda: [_paths(graph, a, b) for a, b in asked],
    }
    return [_figure(web, method, pairs, some, theirs) for method, theirs in reference.items()]


def _figure(web: Web, method: str, pairs: Pairs, some: Ints, theirs: Callable[[], list[float]]) -> Figure:
    before = process_time()
    for _ in range(_OURS_AGAIN):
        ours = Web(web.count, web.ends).pairs(method, pairs)
    mine = (process_time() - before) / _OURS_AGAIN / len(pairs[0])
    before = process_time()
    expected = theirs()
    other = (process_time() - before) / len(expected)
    if not np.allclose(ours[some], expected):
        raise AssertionError(f"{method} is not networkx's")
    return (
        f"{method} of a pair (time)",
        "-",
        "networkx",
        mine / other,
        f"{mine * 1e6:.2f} µs against {other * 1e6:.2f} µs, {len(pairs[0]):,} pairs",
    )


def _paths(graph: Plain, a: int, b: int) -> float:
    """L3 in networkx's own walks; it has no such function."""
    return sum(1 / sqrt(graph.degree[x] * graph.degree[y]) for x in graph[a] for y in graph[b] if graph.has_edge(x, y))

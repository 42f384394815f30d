"""What is compiled says what networkx says, on any graph."""

from collections import defaultdict
from math import isnan, sqrt

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels import Compact
from graph.subgraph import Simple

calm = settings(max_examples=15, deadline=None)


@st.composite
def graphs(draw: st.DrawFn) -> Simple:
    """Anything from nothing to 2,000 nodes: sparse, dense, in pieces, with hubs, loops and some that are alone."""
    size = draw(st.sampled_from((0, 1, 2, 5, 9, 30, 200, 2_000)))
    seed = draw(st.integers(0, 10_000))
    kinds = {
        "random": lambda: nx.gnm_random_graph(size, draw(st.integers(0, 3 * size)), seed=seed),
        "hubs": lambda: nx.barabasi_albert_graph(size, 2, seed=seed) if size > 2 else nx.empty_graph(size),
        "tree": lambda: nx.random_labeled_tree(size, seed=seed) if size else nx.Graph(),
        "star": lambda: nx.star_graph(size),
        "rings": lambda: nx.connected_caveman_graph(max(1, size // 5), 5),
    }
    made: Simple = nx.relabel_nodes(kinds[draw(st.sampled_from(sorted(kinds)))](), lambda n: f"n{n}")
    made.add_nodes_from(("alone", "loop"))
    made.add_edge("loop", "loop")
    for n, (a, b) in enumerate(made.edges):
        made[a][b]["weight"] = 1.0 + (n * 7 + seed) % 5
    return made


def told(sets: object) -> set[frozenset[str]]:
    return {frozenset(one) for one in sets}  # type: ignore[attr-defined]


@calm
@given(graphs())
def test_what_holds_a_graph_together_is_networkx_s(graph: Simple) -> None:
    compact = Compact(graph)
    bare = nx.Graph(graph)
    bare.remove_edges_from(list(nx.selfloop_edges(bare)))
    assert compact.cut_points() == set(nx.articulation_points(bare))
    assert told(compact.blocks()) == told(nx.biconnected_components(bare))


@calm
@given(graphs())
def test_constraint_is_networkx_s(graph: Simple) -> None:
    some = graph.subgraph(list(graph)[:150]).copy()
    some.remove_edges_from(list(nx.selfloop_edges(some)))
    ours, theirs = Compact(some).constraint(), nx.constraint(some, weight="weight")
    assert {n for n, c in ours.items() if isnan(c)} == {n for n, c in theirs.items() if isnan(c)}
    assert {n: c for n, c in ours.items() if not isnan(c)} == pytest.approx(
        {n: c for n, c in theirs.items() if not isnan(c)}
    )


def scores(graph: Simple, u: str, method: str) -> dict[str, float]:
    apart = [(u, v) for v in graph if v != u and not graph.has_edge(u, v)]
    of = {"AA": nx.adamic_adar_index, "RA": nx.resource_allocation_index}
    if method in of:
        return {v: score for _, v, score in of[method](graph, apart) if score > 0}
    if method == "CN":
        return {v: float(n) for _, v in apart if (n := len(list(nx.common_neighbors(graph, u, v))))}
    found: defaultdict[str, float] = defaultdict(float)
    for a in graph[u]:
        for b in graph[a]:
            for v in graph[b]:
                found[v] += 1 / sqrt(graph.degree[a] * graph.degree[b])
    return {v: found[v] for _, v in apart if v in found}


@calm
@given(graphs(), st.sampled_from(("CN", "AA", "RA", "L3")))
def test_whom_one_should_meet_is_networkx_s(graph: Simple, method: str) -> None:
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    compact = Compact(graph)
    for one in list(graph)[:: max(1, len(graph) // 3)]:
        found = compact.likely(one, method, most=len(graph))
        assert dict(found) == pytest.approx(scores(graph, one, method))
        assert [name for name, _ in found] == [name for name, _ in sorted(found, key=lambda f: (-f[1], f[0]))]
        assert compact.likely(one, method, 3) == found[:3]
    with pytest.raises(ValueError, match="PA"):
        compact.likely("alone", "PA")

"""Every kind of opportunity: found where it is planted, not where something only looks like it; the measures behind them."""

import json
from itertools import combinations, pairwise
from math import isclose, sqrt
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analysis import Finding, Params, named, ranked
from graph.brokers import ROLES, circles, roles
from graph.fieldwork import fields_of, l3
from tests.chances import CHANCES
from tests.graphs import net
from tests.plants import DAY, GROUND, HERE, Edge, Node, laid
from tests.unit.test_analysis_rules import elsewhere, odd

WHOLE = named()["partnership-opportunities"]
OF = {kind: part for part in WHOLE.parts for kind in part.kinds}
REST = {kind for kind in WHOLE.kinds if kind.startswith("more-")}
calm = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


def found(kind: str, *layers: tuple[list[Node], list[Edge]]) -> list[Finding]:
    g = net(*laid(GROUND, *layers))
    return [f for f in ranked(OF[kind].find(g, Params(province=HERE, on=DAY))) if f.kind == kind]


def test_there_is_a_planted_truth_for_every_kind() -> None:
    assert set(CHANCES) == set(WHOLE.kinds) - REST
    assert [kind for kind, plant in CHANCES.items() if not plant.misses] == []


@pytest.mark.parametrize("kind", CHANCES)
@calm
@given(noise=elsewhere())
def test_what_is_planted_is_found_and_what_looks_like_it_is_not(
    kind: str, noise: tuple[list[Node], list[Edge]]
) -> None:
    plant = CHANCES[kind]
    truth = (plant.nodes, plant.ties)
    assert any(plant.subject in f.entities for f in found(kind, truth, noise))
    for miss in plant.misses:
        assert not any(plant.subject in f.entities for f in found(kind, truth, noise, miss)), miss


@pytest.mark.parametrize("kind", CHANCES)
def test_a_proposal_says_everything_in_both_languages(kind: str) -> None:
    one = found(kind, (CHANCES[kind].nodes, CHANCES[kind].ties))[0]
    for words in (one.headline, one.reason, one.next_step, one.refuted_by, one.rests_on):
        assert words["vi"].strip() and words["en"].strip() and words["vi"] != words["en"]
        assert "None" not in "".join(words.values()) and "  " not in "".join(words.values())
    assert 0 < one.score <= 1 and 0 < one.confidence <= 1


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd())
def test_no_graph_is_too_odd(parts: tuple[list[Node], list[Edge]]) -> None:
    def told(nodes: Any, ties: Any) -> str:
        g = net(nodes, ties)
        every = (f for part in WHOLE.parts for f in part.find(g, Params(province=HERE, on=DAY)))
        return json.dumps([f.as_dict() for f in ranked(every)], allow_nan=False, sort_keys=True)

    nodes, ties = parts
    assert told(nodes, ties) == told(reversed(nodes), reversed(ties)), "the order of the rows does not matter"


@st.composite
def networks(draw: st.DrawFn) -> "nx.Graph[str]":
    size = draw(st.integers(2, 9))
    pairs = draw(
        st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1), st.floats(0.1, 5)), max_size=20)
    )
    made: nx.Graph[str] = nx.Graph()
    made.add_weighted_edges_from((f"n{a}", f"n{b}", w) for a, b, w in pairs if a != b)
    return made


@settings(max_examples=60, deadline=None)
@given(networks())
def test_circles_part_the_network_the_same_way_every_time(g: "nx.Graph[str]") -> None:
    parted = circles(g)
    assert sorted(x for one in parted for x in one) == sorted(g) or g.number_of_edges() == 0
    turned: nx.Graph[str] = nx.Graph()
    turned.add_weighted_edges_from(reversed([(b, a, w) for a, b, w in g.edges(data="weight")]))
    assert circles(turned) == parted


def test_circles_are_leiden_s_where_networkx_has_a_backend_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def leiden(g: "nx.Graph[str]", weight: str, seed: int) -> list[set[str]]:
        return [{"c"}, {"b", "a"}]

    monkeypatch.setattr(nx.community, "leiden_communities", leiden)
    assert circles(nx.path_graph(["a", "b", "c"])) == [["a", "b"], ["c"]]


@settings(max_examples=60, deadline=None)
@given(networks(), st.lists(st.integers(0, 2), min_size=9, max_size=9))
def test_roles_count_the_open_triads_through_a_node(g: "nx.Graph[str]", groups: list[int]) -> None:
    group = {f"n{i}": k for i, k in enumerate(groups)}
    for node in g:
        played = roles(g, node, group)
        triads = [(a, b) for a, b in combinations(sorted(g[node]), 2) if not g.has_edge(a, b)]
        assert set(played) <= set(ROLES) and played["gatekeeper"] == played["representative"]
        assert sum(played.values()) - played["representative"] == len(triads)
        assert played["liaison"] == sum(len({group[a], group[b], group[node]}) == 3 for a, b in triads)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("uvwxyz"), max_size=4), max_size=6))
def test_paths_of_three_steps_are_all_counted_once(of: dict[str, set[str]]) -> None:
    g: nx.Graph[str] = nx.Graph((one, x) for one, its in of.items() for x in its)
    for one, its in of.items():
        for new in set("uvwxyz") - its:
            ways = nx.all_simple_paths(g, one, new, cutoff=3) if one in g and new in g else ()
            expected = sum(
                1 / sqrt(g.degree[way[1]] * g.degree[way[2]]) for way in ways if len(list(pairwise(way))) == 3
            )
            assert isclose(l3(of, one, new), expected, abs_tol=1e-12)


def test_a_field_is_what_officers_call_it() -> None:
    assert fields_of(["sector-12220", "sector-vn-health", "sector-120"]) == {"vn-health"}
    assert fields_of(["sector-11330", "sector-nowhere"]) == {"vn-vocational", "nowhere"}

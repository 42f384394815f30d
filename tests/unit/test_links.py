"""Scores of unlinked places: equal to networkx's, learnt from known ties only, measured on hidden ones."""

import json
from itertools import combinations
from math import isclose, sqrt
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.asked import BadRequest
from graph.links.combined import keys_of, learn
from graph.links.evaluate import evaluate
from graph.links.parts import Parts
from graph.links.ties import Ties
from graph.links.traits import Traits
from graph.links.web import METHODS, Web
from ingest.problems import FileProblem
from ingest.twin_ties import read_ties

DATA = Path(__file__).parent.parent / "data"
EDGES = st.lists(
    st.tuples(st.integers(0, 24), st.integers(0, 24)).filter(lambda e: e[0] != e[1]), min_size=1, max_size=90
)


def circles(count: int = 8, size: int = 9, seed: int = 3) -> Ties:
    """Groups of towns of which most are twinned with each other, and a few ties between the groups."""
    chance = np.random.default_rng(seed)
    names = [[f"{letter * 3} {n}" for n in range(size)] for letter in "abcdefgh"[:count]]
    within = [pair for group in names for pair in combinations(group, 2) if chance.random() < 0.8]
    across = [(names[g][0], names[(g + 1) % count][0]) for g in range(count)]
    about = {name: {"name": name, "country": "AB"[g % 2], "population": 1000 * (g + 1), "latitude": 10.0 * g, "longitude": n}
             for g, group in enumerate(names) for n, name in enumerate(group)}  # fmt: skip
    return Ties.of(within + across, about)


@settings(max_examples=40, deadline=None)
@given(EDGES)
def test_scores_are_those_of_networkx(edges: list[tuple[int, int]]) -> None:
    g = nx.Graph(edges)
    g.add_nodes_from(range(25))
    web = Web(25, np.array(sorted({tuple(sorted(e)) for e in edges})))
    pairs = [(a, b) for a, b in combinations(range(25), 2) if not g.has_edge(a, b)]
    u, v = np.array(pairs).T
    expected = {
        "CN": [len(list(nx.common_neighbors(g, a, b))) for a, b in pairs],
        "AA": [s for *_, s in nx.adamic_adar_index(g, pairs)],
        "RA": [s for *_, s in nx.resource_allocation_index(g, pairs)],
        "PA": [s for *_, s in nx.preferential_attachment(g, pairs)],
        "L3": [sum(1 / sqrt(g.degree[x] * g.degree[y]) for x in g[a] for y in g[b] if g.has_edge(x, y)) for a, b in pairs],
    }  # fmt: skip
    for method in METHODS:
        assert np.allclose(web.pairs(method, (u, v)), expected[method])
        assert np.allclose(web.rows(method, u)[np.arange(len(u)), v], expected[method])
    assert set(zip(*(side.tolist() for side in web.two_apart()), strict=True)) == {
        pair for pair, shared in zip(pairs, expected["CN"], strict=True) if shared
    }
    assert np.allclose(web.closed, [nx.clustering(g, place) for place in range(25)])
    among = [g.subgraph(nx.common_neighbors(g, a, b)).number_of_edges() for a, b in pairs]
    assert web.among((u, v)).tolist() == among


def test_parts_of_a_pair_say_what_the_file_says() -> None:
    ties = Ties.of(
        [("a", "b"), ("b", "c"), ("c", "d")],
        {"a": {"country": "VN", "population": 1000, "latitude": 0.0, "longitude": 0.0}, "b": {"country": "JP"},
         "c": {"country": "VN", "population": 100, "latitude": 0.0, "longitude": 1.0}, "d": {"country": "JP"}},
    )  # fmt: skip
    parts = Parts(Web(4, ties.ends), Traits(ties)).of((np.array([0, 0]), np.array([3, 2])))
    assert parts["into_fewer"].tolist() == [1, 0]  # a has a twin in Japan, d one in Viet Nam
    assert parts["countries"].tolist() == [3, 0]
    assert parts["same_country"].tolist() == [0, 1]
    assert np.isnan(parts["size_gap"][0])
    assert isclose(parts["size_gap"][1], 1)
    assert isclose(np.expm1(parts["distance"][1]), 111.19, rel_tol=1e-3)


def test_a_place_is_not_on_its_own_shortlist_nor_are_its_twins() -> None:
    ties = circles()
    web = Web(len(ties.ids), ties.ends)
    listed = Parts(web, Traits(ties)).shortlist(np.arange(len(ties.ids)))
    assert len(listed[0])
    assert not np.isin(keys_of(web.count, listed), keys_of(web.count, tuple(ties.ends.T))).any()
    assert (listed[0] != listed[1]).all()


def test_the_learnt_score_finds_hidden_ties_of_circles() -> None:
    found = evaluate(circles(), 0.1, 1)
    combined, attachment = found["combined"], found["methods"]["PA"]
    assert set(found["methods"]) == set(METHODS)
    assert combined["p_at"]["50"] >= 0.25 > attachment["p_at"]["50"]
    assert combined["hits_at"]["10"] >= 0.9 > attachment["hits_at"]["10"]
    assert combined["spread"]["mrr"] == 0
    json.dumps(found, allow_nan=False)


def test_what_is_learnt_is_the_same_every_time() -> None:
    ties = circles()
    known, hidden = ties.hide(0.1, 0)
    traits = Traits(ties)
    parts = Parts(Web(len(ties.ids), known), traits).matrix(tuple(hidden.T))
    one, other = (learn(len(ties.ids), known, traits, 0) for _ in range(2))
    assert one
    assert other
    assert one.score(parts).tolist() == other.score(parts).tolist()


def test_what_a_file_says_of_hardly_any_place_is_not_learnt_from() -> None:
    """Of all pairs that are learnt from, none may have it."""
    ties = circles()
    traits = Traits(Ties(ties.ids, ties.ends, {"country": np.array(["VN"] + [""] * (len(ties.ids) - 1))}))
    model = learn(len(ties.ids), ties.ends, traits, 0)
    assert model
    parts = Parts(Web(len(ties.ids), ties.ends), traits).matrix(tuple(ties.ends.T))
    assert np.isnan(parts).all(axis=0).any()
    assert np.isfinite(model.score(parts)).all()


def test_figures_of_a_score_are_counted_by_hand() -> None:
    """A ring of five with one chord hidden: what CN says of it is known."""
    ties = Ties.of([(a, b) for a, b in combinations("abcdefg", 2)], {})
    found = evaluate(ties, 1 / 21, 1)["methods"]
    assert found["CN"]["p_at"] == {"10": 0.1, "50": 0.02, "100": 0.01}
    assert found["CN"]["hits_at"] == {"10": 1.0, "50": 1.0}
    assert (found["CN"]["mrr"], found["CN"]["coverage"], found["CN"]["recall_at"]) == (1.0, 1.0, {"500": 1.0})


def test_all_formats_of_twin_cities_are_read() -> None:
    formats = DATA / "formats"
    read = {
        p: read_ties(formats / p)[0] for p in ("twin_cities/so.tsv", "twin_cities/cap.csv", "wikidata/ket-nghia.json")
    }
    assert {p: len(t.ends) for p, t in read.items()} == {
        "twin_cities/so.tsv": 4,
        "twin_cities/cap.csv": 4,
        "wikidata/ket-nghia.json": 6,
    }
    assert "Kōbe" in read["twin_cities/so.tsv"].said["name"].tolist()
    assert "JP" in read["twin_cities/cap.csv"].said["country"].tolist()
    assert {"population", "country"} <= read["wikidata/ket-nghia.json"].said.keys()


def test_coordinates_of_wikidata_are_kept(tmp_path: Path) -> None:
    said = {"city": "Q48320", "cityCoord": "Point(135.19 34.69)", "twin": "Q5083", "twinCoord": "Point(-122.33 47.61)"}
    row = {name: {"value": f"http://www.wikidata.org/entity/{v}" if v[0] == "Q" else v} for name, v in said.items()}
    (tmp_path / "x.json").write_text(json.dumps({"head": {"vars": [*said]}, "results": {"bindings": [row]}}))
    ties, refused = read_ties(tmp_path / "x.json")
    assert refused == 0
    assert sorted(zip(ties.said["latitude"], ties.said["longitude"], strict=True)) == [
        (34.69, 135.19),
        (47.61, -122.33),
    ]


def test_a_file_without_twins_and_questions_without_sense_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"a": 1}))
    with pytest.raises(FileProblem):
        read_ties(tmp_path / "x.json")
    ties = circles()
    for share, seeds in ((0.0, 1), (0.9, 1), (0.1, 0)):
        with pytest.raises(BadRequest):
            evaluate(ties, share, seeds)
    with pytest.raises(BadRequest):
        evaluate(Ties.of([("a", "b")], {}), 0.1, 1)

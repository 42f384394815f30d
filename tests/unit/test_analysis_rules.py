"""Every kind of gap: found where it is planted, not where something only looks like it, whatever else is in the graph."""

import json
from collections.abc import Iterable
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analyses.concentration import hhi
from graph.analyses.single_points import cut_off
from graph.analysis import Finding, Params, all_analyses, named, ranked
from graph.store import Viewer
from graph.subgraph import Net, project
from tests.graphs import net
from tests.plants import DAY, GROUND, HERE, PLANTS, SECTORS, SKEWED, Edge, Node, figure, items, laid, n, t

WHOLE = named()["coordination-gaps"]
OF = {kind: part for part in WHOLE.parts for kind in part.kinds}
calm = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


def found(kind: str, *layers: tuple[list[Node], list[Edge]], day: str = DAY) -> list[Finding]:
    g = net(*laid(GROUND, *layers))
    return [f for f in ranked(OF[kind].find(g, Params(province=HERE, on=day))) if f.kind == kind]


def about(kind: str, subject: str, *layers: tuple[list[Node], list[Edge]]) -> bool:
    return any(subject in f.entities for f in found(kind, *layers))


@st.composite
def elsewhere(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    """Things of another province, tied to each other only: aid, people, licences, agreements, visits."""
    size = draw(st.integers(0, 4))
    nodes: list[Node] = []
    ties: list[Edge] = []
    for i in range(size):
        day = draw(st.sampled_from(("2019", "2024-02-29", "2026-05", "2031-01-01")))
        nodes += [n(f"~ngo{i}", "NGO"), n(f"~aid{i}", "AidItem", since=day, committed=draw(st.sampled_from((None, 10, 1e12))), currency="XXX"),
                  n(f"~d{i}", "Delegation", since=day), n(f"~deal{i}", "Agreement", since=day), n(f"~p{i}", "Person")]  # fmt: skip
        ties += [t(f"~ngo{i}", "FUNDS", f"~aid{i}"), t(f"~aid{i}", "TARGETS", "far"), t(f"~d{i}", "CAME_FROM", f"~ngo{i}"),
                 t("far", "PARTY_TO", f"~deal{i}"), t(f"~p{i}", "HAS_POST", f"~ngo{i}"), t(f"~ngo{i}", "RELATES_TO", "far")]  # fmt: skip
    return nodes, ties


def test_there_is_a_planted_truth_for_every_kind() -> None:
    assert set(PLANTS) == set(WHOLE.kinds) == set(OF)
    assert [kind for kind, plant in PLANTS.items() if not plant.misses] == []


@pytest.mark.parametrize("kind", PLANTS)
@calm
@given(noise=elsewhere())
def test_what_is_planted_is_found_and_what_looks_like_it_is_not(
    kind: str, noise: tuple[list[Node], list[Edge]]
) -> None:
    plant = PLANTS[kind]
    truth = (plant.nodes, plant.ties)
    (one,) = found(kind, truth, noise)
    assert plant.subject in one.entities
    for miss in plant.misses:
        assert not about(kind, plant.subject, truth, noise, miss), miss


@pytest.mark.parametrize("kind", PLANTS)
def test_a_finding_says_everything_in_both_languages(kind: str) -> None:
    (one,) = found(kind, (PLANTS[kind].nodes, PLANTS[kind].ties))
    for words in (one.headline, one.reason, one.next_step, one.refuted_by, one.rests_on):
        assert words["vi"].strip() and words["en"].strip() and words["vi"] != words["en"]
        assert "None" not in "".join(words.values()) and "  " not in "".join(words.values())
    assert 0 < one.score <= 1 and 0 < one.confidence <= 1
    assert kind in one.id and WHOLE.kinds[kind]["vi"]


def test_the_fingerprint_is_of_the_evidence_and_not_of_the_day() -> None:
    plant = PLANTS["disbursement-slow"]
    truth = (plant.nodes, plant.ties)
    (one,), (later,) = found("disbursement-slow", truth), found("disbursement-slow", truth, day="2026-07-01")
    assert (one.id, one.fingerprint) == (later.id, later.fingerprint) and one.score != later.score
    paid = ([n("aid", "AidItem", since="2025", until="2026", committed=1000, disbursed=150, currency="USD")], [])
    (changed,) = found("disbursement-slow", truth, paid)
    assert (changed.id == one.id) and changed.fingerprint != one.fingerprint


def test_one_sector_under_two_labels_is_one_and_two_rows_are_too_few() -> None:
    skewed = items("sector-120", "sector-12220", "sector-110", amounts=(450, 450, 100))
    assert found("concentration-sector", skewed, ([n("sector-12220", "Sector")], [])) == []
    (one,) = found("concentration-sector", items(*SECTORS, amounts=SKEWED), ([n("sector-310", "Sector")], []))
    assert (round(one.parts["hhi"], 3), one.parts["n"]) == (0.815, 3)


def test_the_figures_of_the_articles_come_out() -> None:
    (slow,) = found(
        "disbursement-reported",
        figure("Viện trợ cam kết", 6_360_000, "USD"),
        figure("Viện trợ giải ngân", 660_000, "USD"),
    )
    assert (round(slow.parts["ratio"], 3), slow.severity) == (0.104, "high"), "Tuyên Quang 2019"
    fine = figure("Viện trợ phê duyệt", 50e6, "USD"), figure("Viện trợ giải ngân", 40e6, "USD")
    assert found("disbursement-reported", *fine) == [], "Thành phố Hồ Chí Minh: 0.80"
    (health,) = found("concentration-reported", figure("Tỷ trọng y tế trong viện trợ", 90, "%"))
    assert round(health.parts["hhi"], 2) >= 0.81


# Odd graphs.

TIES = ("LOCATED_IN", "BASED_IN", "MEMBER_OF", "FRIEND_OF", "REPRESENTS", "PARTY_TO", "HOLDS", "VALID_IN", "FUNDS", "IMPLEMENTS", "TARGETS",
        "IN_SECTOR", "RELATES_TO", "INVESTS_IN", "HAS_POST", "KNOWS", "LED", "JOINED", "HOSTED", "MET", "CAME_FROM", "PART_OF", "ABOUT",
        "TWINNED_WITH", "NEIGHBOUR_OF", "WORKS_IN", "WORKS_IN_SECTOR", "PROPOSES", "RECEIVES", "COORDINATES_WITH", "ABOUT_SUBJECT", "CONCERNS", "MEETS_NEED", "SUCCEEDED_BY")  # fmt: skip
TYPES = ("Country", "Province", "Locality", "FriendshipUnion", "FriendshipAssociation", "NGO", "DiplomaticMission", "Business", "PublicBody",
         "Person", "AidItem", "Investment", "Agreement", "Licence", "Delegation", "Event", "Need", "Sector", "Statistic", "Claim")  # fmt: skip
DATES = st.sampled_from((None, "2019", "2024-02-29", "2025-06", "2026-05-31", "2026-06-01", "2031", "9999-12-31"))
AMOUNTS = st.sampled_from((None, 0, 1, -5.0, 1e15, float("inf"), float("nan")))
WORDS = st.sampled_from((None, "cam kết", "giải ngân", "Số tổ chức thành viên", "Tỷ trọng y tế", "Tỷ lệ từ châu Á"))


@st.composite
def odd(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    """Anything tied to anything: missing and future dates, no amounts or infinite ones, currencies without a rate."""
    size = draw(st.integers(0, 9))
    ids = ["hp", *(f"x{i}" for i in range(size))]
    nodes = [n("hp", draw(st.sampled_from(("Province", "Country"))))]
    for id_ in ids[1:]:
        amount = {name: draw(AMOUNTS) for name in ("committed", "disbursed", "amount", "value")}
        said = {
            name: draw(DATES)
            for name in ("since", "until", "approved", "founded", "relations_since", "last_seen", "as_of")
        }
        more = {
            "currency": draw(st.sampled_from((None, "USD", "VND", "???"))),
            "measure": draw(WORDS),
            "unit": draw(st.sampled_from((None, "%", "USD"))),
        }
        kept = {name: value for name, value in (amount | said | more).items() if value is not None}
        nodes.append(n(id_, draw(st.sampled_from(TYPES)), **kept))
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(TIES), st.sampled_from(ids)), max_size=20, unique=True)
    )
    return nodes, [t(*pair, **({"last_contact": day} if (day := draw(DATES)) else {})) for pair in pairs]


def asked(g: Net) -> list[dict[str, Any]]:
    every = (f for part in all_analyses().values() for f in part.find(g, part.Params(province=HERE, on=DAY)))
    return [f.as_dict() for f in ranked(every)]


def plain(parts: Iterable[dict[str, Any]]) -> str:
    return json.dumps(list(parts), allow_nan=False, sort_keys=True, ensure_ascii=False)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd())
def test_no_graph_is_too_odd(parts: tuple[list[Node], list[Edge]]) -> None:
    nodes, ties = parts
    told = asked(net(nodes, ties))
    assert plain(told) == plain(asked(net(reversed(nodes), reversed(ties)))), "the order of the rows does not matter"
    known = {node[0] for node in nodes}
    for one in told:
        assert {e["entity"] for e in one["evidence"] if "entity" in e} <= known
        assert len(one["evidence"]) == len({json.dumps(e, sort_keys=True) for e in one["evidence"]}), one["kind"]


def test_nothing_and_one_thing_alone_are_no_gap() -> None:
    assert asked(net([], [])) == asked(net([n("hp", "Province")], [])) == []


def test_several_reports_of_one_tie_are_one_tie_and_its_amount_is_not_added() -> None:
    a, b = ({"id": id_, "type": type_, "name": id_} for id_, type_ in (("ngo", "NGO"), ("aid", "AidItem")))
    reports = [
        {"id": f"tie{n}", "source": f"list{n}", "claim": f"list{n}:1", "committed": 500.0, "currency": "USD"} | said
        for n, said in enumerate(({"since": "2024"}, {"until": "2026"}, {"since": "2023-05", "as_of": "9999"}))
    ]
    rows = [{"a": a, "b": b, "type": "FUNDS", "source": "ngo", "target": "aid", "tie": tie} for tie in reports]
    for order in (rows, rows[::-1], rows * 2):
        g = project(order, Viewer())
        (tie,) = (data for *_, data in g.edges(data=True))
        assert (tie["committed"], tie["sources"]) == (500.0, ["list0", "list1", "list2"])
        assert (tie["since"], "until" in tie) == ("2023-05", False), "open where one of them is"


def test_all_alone_is_no_gap() -> None:
    lonely = [n(f"x{i}", type_) for i, type_ in enumerate(TYPES)]
    assert {it["kind"] for it in asked(net([n("hp", "Province"), *lonely], []))} <= {"record-without-contact"}


def test_a_hub_is_walked_once() -> None:
    many = [n(f"ngo{i}", "NGO", phone="1") for i in range(2_000)]
    g = net([n("hp", "Province"), *many], (t(f"ngo{i}", "RELATES_TO", "hp") for i in range(2_000)))
    (share,) = asked(g)
    assert (share["kind"], share["parts"]["without"]) == ("licence-share", 2_000)


# The measures behind the rules.


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.01, 1e9), min_size=1, max_size=8), st.floats(0.1, 100))
def test_concentration_lies_between_even_and_all_in_one(shares: dict[str, float], factor: float) -> None:
    index = hhi(shares)
    assert 1 / len(shares) - 1e-9 <= index <= 1 + 1e-9
    assert abs(hhi({k: v * factor for k, v in shares.items()}) - index) < 1e-9
    assert hhi({}) == 0


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=18))
def test_who_is_cut_off_is_who_cannot_be_reached_any_more(pairs: list[tuple[int, int]]) -> None:
    graph = nx.Graph([(str(a), str(b)) for a, b in pairs if a != b])
    graph.add_node("0")
    expected: dict[str, set[str]] = {}
    before = nx.node_connected_component(graph, "0")
    for one in before - {"0"}:
        left = nx.node_connected_component(nx.restricted_view(graph, [one], []), "0")
        if lost := before - left - {one}:
            expected[one] = lost
    assert cut_off(graph, "0") == expected

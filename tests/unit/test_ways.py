"""Warm ways: the warmest first, cooled by the years, a second one that shares nobody, and never through a place."""

from math import isclose, prod
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analyses.introductions import Params, find
from graph.ground import Ground
from graph.ways import COLDEST, Ways
from tests.graphs import net
from tests.plants import DAY, HERE, Edge, Node, n, t

UNION = [n("hp", "Province"), n("union", "FriendshipUnion"), n("hang", "Person"), n("khoi", "Person"), n("paccom", "PublicBody"),
         n("helen", "Person"), n("ngo", "NGO")]  # fmt: skip
POSTS = [
    t("union", "BASED_IN", "hp"),
    t("hang", "HAS_POST", "union"),
    t("khoi", "HAS_POST", "paccom"),
    t("helen", "HAS_POST", "ngo"),
]
KNOWN = [
    t("hang", "KNOWS", "khoi", strength=5, last_contact=DAY),
    t("helen", "KNOWS", "khoi", strength=4, last_contact=DAY),
]


def ways(nodes: list[Node], ties: list[Edge]) -> Ways:
    return Ways(Ground(net(nodes, ties), HERE, DAY))


def found(nodes: list[Node], ties: list[Edge], to: str | None = None) -> list[Any]:
    return list(find(net(nodes, ties), Params(province=HERE, on=DAY, to=to)))


def test_an_acquaintance_of_an_acquaintance_introduces_us() -> None:
    (one,) = found(UNION, [*POSTS, *KNOWN, t("ngo", "RELATES_TO", "hp")])
    assert one.headline["vi"] == "hang (union) có thể giới thiệu ta với ngo" and one.owner == "union"
    assert one.next_step["en"] == "Ask hang to bring us to helen."
    assert one.reason["en"].endswith("No second way on record.")
    assert isclose(one.parts["warmth"], 0.95 * 1.0 * 0.8 * 0.95)
    assert {"union", "hang", "khoi", "helen", "ngo"} <= set(one.entities)


def test_whom_we_know_ourselves_needs_no_introduction_but_is_told_when_asked_for() -> None:
    ties = [*POSTS, *KNOWN, t("hang", "KNOWS", "helen", strength=2, last_contact=DAY), t("ngo", "RELATES_TO", "hp")]
    ours = [t("khoi", "HAS_POST", "union")]
    assert found(UNION, [*ties, *ours]) == []
    (one,) = found(UNION, [*ties, *ours], to="ngo")
    assert one.kind == "introduction"
    assert found(UNION, POSTS, to="ngo") == [], "no way on record"


def test_no_way_goes_by_what_has_ended() -> None:
    over = [t("helen", "KNOWS", "khoi", strength=5, last_contact=DAY, until="2025-12-31")]
    worked = [n("item", "AidItem", since="2024-01-01")]
    funds = {"until": "2025-06-30"}
    assert found(UNION, [*POSTS, KNOWN[0], *over], to="ngo") == []
    given = [t("union", "MANAGES", "item"), t("ngo", "FUNDS", "item", **funds)]
    (one,) = found([*UNION, *worked], [*POSTS, *given], to="ngo")  # worked together until then
    assert one.parts["steps"] == 2
    ended = [given[0], t("ngo", "FUNDS", "item", **funds, ended=True)]  # an officer says that it is over
    assert found([*UNION, *worked], [*POSTS, *ended], to="ngo") == []


def test_the_second_way_shares_nobody_with_the_first() -> None:
    more = [n("visit", "Delegation", since="2026-01-10"), n("dept", "PublicBody")]
    ties = [t("dept", "BASED_IN", "hp"), t("dept", "HOSTED", "visit"), t("visit", "CAME_FROM", "ngo")]
    made = ways([*UNION, *more], [*POSTS, *KNOWN, *ties])
    first = made.warmest("ngo")
    assert first
    second = made.second(first)
    assert second and {"union", "hang", "khoi", "helen"} & set(second.through) == set()
    assert {first.nodes[0], second.nodes[0]} == {"union", "dept"} and first.warmth >= second.warmth


def test_old_acquaintance_cools_and_a_post_that_ended_leads_nowhere() -> None:
    old = [t("hang", "KNOWS", "khoi", strength=5, last_contact="2024-06-01"), KNOWN[1]]
    fresh, cooled = (ways(UNION, [*POSTS, *known]).warmest("ngo") for known in (KNOWN, old))
    assert fresh and cooled and isclose(cooled.warmth, fresh.warmth / 2, rel_tol=0.01)
    ended = [*POSTS[:3], t("helen", "HAS_POST", "ngo", until="2025"), *KNOWN]
    assert ways(UNION, ended).warmest("ngo") is None


def test_no_way_leads_through_a_place_or_a_meeting_to_come() -> None:
    ahead = (
        [n("visit", "Delegation", since="2027-01-10")],
        [t("union", "HOSTED", "visit"), t("visit", "CAME_FROM", "ngo")],
    )
    assert ways([*UNION, *ahead[0]], [*POSTS, *ahead[1], t("ngo", "WORKS_IN", "hp")]).warmest("ngo") is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 5)), max_size=14))
def test_a_way_is_as_warm_as_the_product_of_its_ties_and_none_is_warmer(known: list[tuple[int, int, int]]) -> None:
    people = [n(f"p{i}", "Person") for i in range(7)]
    ties = [t(f"p{a}", "KNOWS", f"p{b}", strength=s, last_contact=DAY) for a, b, s in known if a < b]
    made = ways(
        [n("hp", "Province"), n("union", "FriendshipUnion"), *people], [POSTS[0], t("p0", "HAS_POST", "union"), *ties]
    )
    for i in range(1, 7):
        if way := made.warmest(f"p{i}"):
            each = [made.net[a][b]["warmth"] for a, b in zip(way.nodes, way.nodes[1:], strict=False)]
            assert isclose(way.warmth, prod(each)) and way.warmth >= COLDEST
            assert len(set(way.nodes)) == len(way.nodes)
            if second := made.second(way):
                assert second.warmth <= way.warmth + 1e-9 and not set(way.through) & set(second.through)

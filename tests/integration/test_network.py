"""Networks within their cap, and connections that are connections."""

import pytest

from graph.asked import NotFound, UnknownWord
from graph.entities import find
from graph.exports import graph_json
from graph.network import network
from graph.paths import paths
from graph.store import Store
from tests import graphs
from tests.graphs import HAI_PHONG, HEALTH, e, put, t
from tests.support import VIEWER

NGO, UNION = (
    e("NGO", "Quỹ Đom Đóm", registration="R1"),
    e("FriendshipUnion", "Liên hiệp", province="31", level="provincial"),
)
ANNA, BINH = (
    e("Person", "Anna Schmidt", organization="Quỹ Đom Đóm"),
    e("Person", "Đỗ Văn Bình", organization="Liên hiệp"),
)
STRANGER = e("NGO", "Người dưng", registration="R9")


def acquainted(store: Store) -> dict[str, str]:
    """NGO - Anna - Bình - union; the NGO and a stranger share nothing but a province and a sector. Name -> id."""
    graphs.places(store)
    put(store, t("HAS_POST", ANNA, NGO, title="Giám đốc"), t("HAS_POST", BINH, UNION, title="Chủ tịch"), t("KNOWS", BINH, ANNA),
        *(t("WORKS_IN", n, HAI_PHONG) for n in (NGO, STRANGER)), *(t("WORKS_IN_SECTOR", n, HEALTH) for n in (NGO, STRANGER)))  # fmt: skip
    put(store, t("HAS_POST", ANNA, NGO), source="register")
    return {a["name"]: i for i, a in network(store, VIEWER, "province-31", hops=4, limit=500).nodes(data=True)} | {
        a["name"]: i for i, a in network(store, VIEWER, "sector-120", hops=4, limit=500).nodes(data=True)}  # fmt: skip


def test_a_path_runs_through_people_and_says_how(store: Store) -> None:
    ids = acquainted(store)
    told = paths(store, VIEWER, ids["Quỹ Đom Đóm"], ids["Liên hiệp"])["items"]
    assert [[n["name"] for n in way["nodes"]] for way in told] == [
        ["Quỹ Đom Đóm", "Anna Schmidt", "Đỗ Văn Bình", "Liên hiệp"]
    ]
    assert told[0]["sentence"]["vi"] == (
        "Anna Schmidt giữ chức vụ tại Quỹ Đom Đóm (Giám đốc); Anna Schmidt quen biết Đỗ Văn Bình; "
        "Đỗ Văn Bình giữ chức vụ tại Liên hiệp (Chủ tịch)"
    )
    assert told[0]["ties"][0]["sources"] == ["list", "register"]


def test_a_way_through_what_has_ended_is_history_and_comes_last(store: Store) -> None:
    ids = acquainted(store)
    old = e("Person", "Trần Cũ", organization="Quỹ Đom Đóm")
    put(store, t("HAS_POST", old, NGO, since="2010", until="2019"), t("HAS_POST", old, UNION, since="2020"))
    now, then = paths(store, VIEWER, ids["Quỹ Đom Đóm"], ids["Liên hiệp"])["items"]
    assert (now["length"], now["ended"], then["length"], then["ended"]) == (3, False, 2, True)
    assert then["sentence"]["vi"] == (
        "Trần Cũ giữ chức vụ tại Quỹ Đom Đóm (đã kết thúc 2019); Trần Cũ giữ chức vụ tại Liên hiệp"
    )
    assert [tie["ended"] for tie in then["ties"]] == [True, False]


def test_a_province_or_a_sector_is_no_connection(store: Store) -> None:
    ids = acquainted(store)
    assert paths(store, VIEWER, ids["Quỹ Đom Đóm"], ids["Người dưng"])["items"] == []
    assert [p["length"] for p in paths(store, VIEWER, ids["Người dưng"], "province-31")["items"]] == [1]


def test_hubs_end_a_walk(store: Store) -> None:
    ids = acquainted(store)
    g = network(store, VIEWER, ids["Người dưng"], hops=4, limit=100)
    assert {a["type"] for _, a in g.nodes(data=True)} == {"NGO", "Province", "Sector"}
    assert "Quỹ Đom Đóm" not in {a["name"] for _, a in g.nodes(data=True)}


def test_the_cap_is_stated_and_what_it_hides_is_counted(store: Store) -> None:
    acquainted(store)
    g = network(store, VIEWER, "province-31", hops=1, limit=4)
    shape = graph_json(g)
    assert (shape["shown"], len(shape["nodes"]), shape["centre"]) == (4, 4, "province-31")
    assert shape["total"] == 9  # itself, two NGOs, two former provinces, two communes, a neighbour, the country
    centre = next(n for n in shape["nodes"] if n["id"] == "province-31")
    assert (centre["degree"], shape["hidden"]["province-31"]) == (8, 5)
    assert {e["source"] for e in shape["edges"]} | {e["target"] for e in shape["edges"]} <= {
        n["id"] for n in shape["nodes"]
    }


def test_parallel_ties_are_one_edge_and_everything_shown_hangs_together(store: Store) -> None:
    ids = acquainted(store)
    g = network(store, VIEWER, ids["Quỹ Đom Đóm"], hops=3, limit=6)
    posts = [a for *_, a in g.edges(data=True) if a["type"] == "HAS_POST" and a["label"] == "Giám đốc"]
    assert [a["sources"] for a in posts] == [["list", "register"]]
    assert all(g.in_degree(i) + g.out_degree(i) for i in g)


def test_a_day_leaves_out_what_is_over(store: Store) -> None:
    over, now = e("AidItem", "over", code="1", since="2018", until="2019"), e("AidItem", "now", code="2", since="2025")
    put(store, over, now, t("FUNDS", NGO, over), t("FUNDS", NGO, now), t("HAS_POST", ANNA, NGO, until="2024-12-31"))
    ngo = find(store, VIEWER, "quy dom dom")
    assert {a["name"] for _, a in network(store, VIEWER, ngo, on="2026-01-01").nodes(data=True)} == {
        "Quỹ Đom Đóm",
        "now",
    }
    assert {a["name"] for _, a in network(store, VIEWER, ngo).nodes(data=True)} == {
        "Quỹ Đom Đóm",
        "now",
        "over",
        "Anna Schmidt",
    }


def test_ties_and_types_narrow_the_walk(store: Store) -> None:
    ids = acquainted(store)
    people = network(store, VIEWER, ids["Quỹ Đom Đóm"], hops=2, types=["Person"])
    assert {a["name"] for _, a in people.nodes(data=True)} == {"Quỹ Đom Đóm", "Anna Schmidt", "Đỗ Văn Bình"}
    posts = network(store, VIEWER, ids["Quỹ Đom Đóm"], hops=2, ties=["HAS_POST"])
    assert {a["name"] for _, a in posts.nodes(data=True)} == {"Quỹ Đom Đóm", "Anna Schmidt"}


def test_unknown_words_are_refused_before_the_engine_sees_them(embedded: Store) -> None:
    graphs.places(embedded)
    with pytest.raises(UnknownWord):
        network(embedded, VIEWER, "province-31", ties=["FUNDS`]-() DELETE"])
    with pytest.raises(UnknownWord):
        network(embedded, VIEWER, "province-31", types=["Planet"])
    with pytest.raises(NotFound):
        network(embedded, VIEWER, "nobody")
    with pytest.raises(NotFound):
        paths(embedded, VIEWER, "province-31", "nobody")

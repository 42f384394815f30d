"""Finding by name: accents, capitals, joined words, slips; what is spelled out decides the order."""

import pytest

from graph.asked import AmbiguousEntity, NotFound, UnknownWord
from graph.entities import find
from graph.search import bearers, search
from graph.store import Store
from tests import graphs
from tests.graphs import e, put
from tests.support import VIEWER


def names(store: Store, words: str, type_: str | None = None) -> list[str]:
    return [item["name"] for item in search(store, VIEWER, words, type_)["items"]]


def test_every_way_of_typing_a_name_finds_it(store: Store) -> None:
    graphs.places(store)
    put(store, e("PublicBody", "Sở Ngoại vụ Hải Phòng", level="province", place="Hải Phòng"), e("NGO", "Björkallén Barn", registration="R1"),
        e("DiplomaticMission", "Đại sứ quán Nhật Bản", country="JP", kind="embassy", city="Hà Nội"))  # fmt: skip
    for typed in (
        "hai phong",
        "haiphong",
        "HAI PHONG",
        "Hải Phòng",
        "Ha\u0309i Pho\u0300ng",
        "TP. Hải Phòng",
        "Hải Phòn",
        "phòng hải",
    ):
        assert names(store, typed)[0] == "Hải Phòng", typed
    assert names(store, "so ngoai vu") == ["Sở Ngoại vụ Hải Phòng"]
    assert names(store, "bjorkallen") == names(store, "bjorkalen barn") == ["Björkallén Barn"]
    assert names(store, "ĐSQ Nhật") == ["Đại sứ quán Nhật Bản"]


def test_two_communes_that_differ_by_an_accent_stay_two(store: Store) -> None:
    graphs.places(store)
    assert set(names(store, "cam giang")) == {"Cẩm Giang", "Cẩm Giàng"}
    assert names(store, "Cẩm Giàng")[0] == "Cẩm Giàng"
    assert names(store, "Cẩm Giang")[0] == "Cẩm Giang"
    assert (find(store, VIEWER, "Cẩm Giang"), find(store, VIEWER, "cẩm giàng")) == ("commune-1", "commune-2")
    with pytest.raises(AmbiguousEntity) as asked:
        find(store, VIEWER, "cam giang")
    assert [choice["name"] for choice in asked.value.choices] == ["Cẩm Giang", "Cẩm Giàng"]


def test_nothing_typed_can_break_the_search(store: Store) -> None:
    graphs.places(store)
    for typed in (
        "",
        "   ",
        "a AND (((",
        '"',
        "hai* OR [",
        "\\",
        "search:x",
        "~~~",
        "không có ai tên này",
        "🙂",
        "a" * 3000,
        "\x00",
    ):
        assert isinstance(names(store, typed), list), typed


def test_the_present_province_answers_before_the_former_one(embedded: Store) -> None:
    graphs.places(embedded)
    assert find(embedded, VIEWER, "hai phong") == "province-31"
    assert find(embedded, VIEWER, "Hải Dương") == "province-old-30"


def test_an_entity_is_an_id_or_a_name_of_one(embedded: Store) -> None:
    graphs.places(embedded)
    assert find(embedded, VIEWER, "province-22") == "province-22"
    assert find(embedded, VIEWER, "Viet Nam") == "country-vn"
    with pytest.raises(NotFound):
        find(embedded, VIEWER, "Atlantis")
    with pytest.raises(UnknownWord):
        find(embedded, VIEWER, "Hải Phòng", "Planet")


def test_types_and_super_labels_narrow(embedded: Store) -> None:
    graphs.places(embedded)
    put(embedded, e("NGO", "Quỹ Hải Phòng", registration="R1"))
    assert names(embedded, "hai phong", "Organization") == ["Quỹ Hải Phòng"]
    assert "Quỹ Hải Phòng" not in names(embedded, "hai phong", "Place")


def test_a_commune_is_named_without_its_kind_and_both_are_offered(store: Store) -> None:
    put(store, e("Locality", "Xã Cẩm Giang", country="VN"), e("Locality", "Xã Cẩm Giàng", country="VN"))
    assert {one["name"] for one in bearers(store, VIEWER, "cam giang")} == {"Xã Cẩm Giang", "Xã Cẩm Giàng"}
    assert [one["name"] for one in bearers(store, VIEWER, "Cẩm Giàng")] == ["Xã Cẩm Giàng"]

"""Partnership opportunities as a pure function of small graphs."""

from math import isclose, log
from typing import Any

from graph.analysis import Finding, Params, named, ranked
from tests.graphs import net

DAY = "2026-06-01"
PLACES = [("hp", "Province", {"name": "Hải Phòng"}), ("qn", "Province", {"name": "Quảng Ninh"}), ("far", "Province", {"name": "Cà Mau"}),
          ("old", "Province", {"name": "Quảng Ninh cũ", "until": "2025-06-30"}), ("sector-120", "Sector", {"name": "Y tế"}),
          ("need", "Need", {"name": "Máy thở", "status": "open"})]  # fmt: skip
GROUND = [
    ("hp", "NEIGHBOUR_OF", "qn", {}),
    ("hp", "NEIGHBOUR_OF", "old", {}),
    ("need", "TARGETS", "hp", {}),
    ("need", "IN_SECTOR", "sector-120", {}),
]
NGO, AID = ("ngo", "NGO", {"name": "Quỹ Đom Đóm"}), ("aid", "AidItem", {"name": "Trạm y tế", "since": "2025"})


def chances(nodes: list[Any], ties: list[Any], day: str = DAY) -> list[Finding]:
    """What funders of needs and twins of twins come to; the other opportunities have tests of their own."""
    g, asked = net([*PLACES, *nodes], [*GROUND, *ties]), Params(province="hp", on=day)
    return ranked(f for name in ("need-funders", "twin-proposals") for f in named()[name].parts[0].find(g, asked))


def funding(place: str, sector: str = "sector-120") -> list[Any]:
    return [("ngo", "FUNDS", "aid", {}), ("aid", "TARGETS", place, {}), ("aid", "IN_SECTOR", sector, {})]


def test_a_funder_next_door_of_what_is_needed_here() -> None:
    (found,) = chances([NGO, AID], funding("qn"))
    assert found.kind == "funder-next-door"
    assert found.headline["vi"] == "Quỹ Đom Đóm: tài trợ lĩnh vực y tế tại Quảng Ninh, chưa có mặt tại Hải Phòng"
    assert found.reason["vi"] == (
        "Phù hợp 1 nhu cầu chưa có bên tài trợ: “Máy thở”; đã tài trợ “Trạm y tế”; đang có mặt ở tỉnh giáp ranh (Quảng Ninh); "
        "chưa ghi nhận giấy đăng ký."
    )
    assert {"entity": "need", "text": "Máy thở"} in found.evidence


def test_elsewhere_weighs_less_and_a_former_neighbour_is_none() -> None:
    (next_door,), (far,), (former,) = (chances([NGO, AID], funding(p)) for p in ("qn", "far", "old"))
    assert (far.kind, former.kind) == ("funder-elsewhere", "funder-elsewhere")
    assert far.score < next_door.score


def test_who_is_here_already_is_no_opportunity() -> None:
    here = ("here", "AidItem", {})
    for tie in (("ngo", "RELATES_TO", "hp", {}), ("ngo", "WORKS_IN", "hp", {})):
        assert chances([NGO, AID], [*funding("qn"), tie]) == []
    assert (
        chances([NGO, AID, here], [*funding("qn"), ("ngo", "FUNDS", "here", {}), ("here", "TARGETS", "hp", {})]) == []
    )


def test_only_what_is_needed_and_still_open_counts() -> None:
    other = ("sector-311", "Sector", {"name": "Nông nghiệp"})
    assert chances([NGO, AID, other], funding("qn", "sector-311")) == []
    assert chances([NGO, AID, ("giver", "NGO", {})], [*funding("qn"), ("giver", "MEETS_NEED", "need", {})]) == []
    assert len(chances([NGO, AID, ("sector-12220", "Sector", {})], funding("qn", "sector-12220"))) == 1, (
        "a child of the sector needed"
    )


def test_licence_partners_and_introducer_raise_it() -> None:
    bare = chances([NGO, AID], funding("qn"))[0]
    nodes = [NGO, AID, ("l", "Licence", {"until": "2028"}), ("centre", "PublicBody", {"name": "Trung tâm"}), ("ours", "AidItem", {}),
             ("anna", "Person", {"name": "Anna"}), ("binh", "Person", {"name": "Bình"}), ("union", "FriendshipUnion", {})]  # fmt: skip
    ties = [*funding("qn"), ("ngo", "HOLDS", "l", {}), ("l", "VALID_IN", "hp", {}), ("centre", "IMPLEMENTS", "aid", {}),
            ("centre", "IMPLEMENTS", "ours", {}), ("ours", "TARGETS", "hp", {}), ("anna", "HAS_POST", "ngo", {}),
            ("anna", "KNOWS", "binh", {"strength": 4}), ("binh", "HAS_POST", "union", {}), ("union", "BASED_IN", "hp", {})]  # fmt: skip
    (found,) = chances(nodes, ties)
    assert found.score > bare.score
    assert "có chung đối tác thực hiện: Trung tâm; đường quen biết: Bình → Anna" in found.reason["vi"]
    assert found.next_step["vi"] == "Nhờ Bình giới thiệu với Anna; gửi nhu cầu “Máy thở”."


def twin(a: str, b: str, **term: str) -> tuple[str, str, str, dict[str, str]]:
    return a, "TWINNED_WITH", b, dict(term)


CITIES = [(c, "Locality", {"name": c, "country": "XX"}) for c in ("Seattle", "Incheon", "Kobe", "Riga")]


def test_twins_of_twins_by_adamic_and_adar() -> None:
    ties = [
        twin("hp", "Seattle"),
        twin("Incheon", "hp"),
        twin("Seattle", "Kobe"),
        twin("Kobe", "Incheon"),
        twin("Seattle", "Riga"),
    ]
    kobe, riga = chances(CITIES, ties)
    assert (kobe.subject[0], riga.subject[0]) == ("Kobe", "Riga")
    assert isclose(kobe.parts["adamic_adar"], 1 / log(3) + 1 / log(2))
    assert kobe.headline["vi"] == "Kobe: có chung 2 địa phương kết nghĩa với Hải Phòng"
    assert (
        kobe.reason["en"]
        == "Shares 2 partners: Incheon, Seattle; Incheon has only 2 twins on record, so the shared tie is telling. "
        "In the same country we are twinned with Incheon, Seattle."
    )
    assert (kobe.severity, riga.severity) == ("medium", "low")


def test_twins_already_ours_ended_or_vietnamese_are_not_advised() -> None:
    ties = [
        twin("hp", "Seattle"),
        twin("hp", "Kobe"),
        twin("Seattle", "Kobe"),
        twin("Seattle", "qn"),
        twin("Seattle", "Riga", until="2020"),
    ]
    assert chances(CITIES, ties) == []


def test_the_former_province_s_twins_are_ours() -> None:
    ties = [("old-hp", "SUCCEEDED_BY", "hp", {}), twin("old-hp", "Seattle"), twin("Seattle", "Kobe")]
    assert [f.subject[0] for f in chances([*CITIES, ("old-hp", "Province", {})], ties)] == ["Kobe"]


def test_a_place_of_our_size_comes_first_and_our_twins_in_its_country_are_named() -> None:
    people = {"hp": 2_000_000, "Kobe": 1_500_000, "Riga": 20_000}
    places = [("hp", "Province", {"name": "Hải Phòng", "population": people["hp"]})] + [
        (c, "Locality", {"name": c, "country": "JP" if c in ("Kobe", "Incheon") else "XX", "population": people.get(c)})
        for c in ("Seattle", "Incheon", "Kobe", "Riga")
    ]
    ties = [twin("hp", "Seattle"), twin("hp", "Incheon"), twin("Seattle", "Kobe"), twin("Seattle", "Riga")]
    kobe, riga = chances(places, ties)
    assert (kobe.subject[0], riga.subject[0]) == ("Kobe", "Riga")
    assert isclose(riga.score, kobe.parts["adamic_adar"] / 2 / (1 + 2))
    assert kobe.reason["vi"].endswith("Ta đã kết nghĩa với Incheon ở cùng nước. Dân số hai bên tương đương.")
    assert "tương đương" not in riga.reason["vi"]


def test_what_is_not_listed_is_counted() -> None:
    cities = [(f"c{n}", "Locality", {"name": f"C{n}", "country": "XX"}) for n in range(24)]
    ties = [twin("hp", "Seattle"), *(twin("Seattle", c) for c, *_ in cities)]
    found = chances([*CITIES, *cities], ties)
    assert len(found) == 21
    assert found[-1].kind == "more-twins"
    assert found[-1].headline["en"] == "4 more proposals of twins, not listed"

"""Which names are one partner: joined where sure, asked where likely, never by folding alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.asked import BadRequest
from graph.joining import ASKED
from graph.resolution.evaluate import evaluate, read
from graph.resolution.evidence import Evidence, label, recalled
from graph.resolution.knowledge import Known, officers_rows, united
from graph.resolution.record import Record
from graph.resolution.resolve import Resolution

GOLD = Path(__file__).parents[1] / "data" / "evaluation" / "resolution.csv"


def joined(*names: str, **said: str) -> set[frozenset[str]]:
    """The clusters of several that these names make, each alone in its record."""
    found = Resolution([Record(str(n), (name,), **said) for n, name in enumerate(names)], [])  # type: ignore[arg-type]
    return {frozenset(one.names[0] for one in group) for group in found.clusters if len(group) > 1}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Quỹ Ánh Dương Xanh", "QUỸ ÁNH DƯƠNG XANH"),
        ("Lanternwood Relief Trust (LRT)", "Lanternwood Relief Trust"),
        ("Lanternwood Relief Trust Inc.", "Lanternwood Relief Trust"),
        ("Lanternwood Relief Trust in Viet Nam", "Lanternwood Relief Trust"),
    ],
)
def test_sure_names_are_one_partner(a: str, b: str) -> None:
    assert joined(a, b) == {frozenset((a, b))}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hội hữu nghị Việt – Pháp", "Hội hữu nghị Việt – Đức"),
        ("Quỹ Hòa Bình Giang", "Quỹ Hòa Bình Giàng"),
        ("Liên hiệp các tổ chức hữu nghị Hải Phòng", "Liên hiệp các tổ chức hữu nghị Nghệ An"),
        ("Bệnh viện Đa khoa số 1", "Bệnh viện Đa khoa số 2"),
        ("Friendship Foundation", "Friendship Association"),
        ("Enfants du Laos", "National Fund for Lao Children"),
        ("Quỹ Cẩm Giang", "Quy Cam Giang"),  # by folding alone
        ("Fondation Béthoncourt", "Fondation Bethoncourt"),
    ],
)
def test_partners_that_differ_stay_two(a: str, b: str) -> None:
    assert joined(a, b) == set()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Trung tâm y tế khu vực xã Kiến Thụy", "Trung tâm y tế khu vực phường Kiến An"),
        ("Trường mầm non Họa Mi Hải Phòng", "Trường mầm non Họa Mi Hải Dương"),
        ("Trạm y tế xã Thanh Hà", "UBND xã Thanh Hà"),
        ("UBND thành phố Hải Phòng", "Sở Xây dựng thành phố Hải Phòng"),
        ("Hai Phong People's Committee", "Sở Xây dựng thành phố Hải Phòng"),
        ("HĐND thành phố Hải Phòng", "Ủy ban nhân dân thành phố Hải Phòng"),
        ("Thành đoàn Hải Phòng", "Thành ủy Hải Phòng"),
        ("Tỉnh ủy Hải Dương", "UBND tỉnh Hải Dương"),
    ],
)
def test_bodies_of_one_place_are_not_even_asked_about(a: str, b: str) -> None:
    found = Resolution([Record("0", (a,)), Record("1", (b,))], [])
    assert [one for one in found.judgements if one.points >= ASKED] == []


def test_evidence_is_said_in_both_languages_and_kept() -> None:
    piece = Evidence("same_identifier", 20.0, "registration:bm 12", "registration:bm 12")
    assert piece.told("vi") == "Cùng mã số: số đăng ký BM 12"
    assert piece.told("en") == "The same identifier: registration number BM 12"
    assert Evidence("same_country", 1.5, "JP", "JP").told("vi") == "Cùng quốc tịch: Nhật Bản"
    assert recalled(piece.kept()) == piece
    assert label("same_identifier", "vi") == "Cùng mã số"


def test_what_officers_teach_joins_what_is_shipped(tmp_path: Path) -> None:
    shipped = [
        Known("Moonferry Aid", "moonferry", "moonferry.example.org"),
        Known("Kapok", "kapok", "kapok.example.org"),
    ]
    (path := tmp_path / "aliases.csv").write_text(
        "alias,partner\nThuyền Trăng,ngo-1\nmoonferry aid,ngo-1\n", encoding="utf-8"
    )
    known = united(shipped, officers_rows(path))
    records = [Record("0", ("Thuyền Trăng",)), Record("1", ("Moonferry Aid",)), Record("2", ("Kapok Friends",))]
    assert sorted(len(group) for group in Resolution(records, known).clusters) == [1, 2]
    assert officers_rows(tmp_path / "none.csv") == []
    path.write_text("name,id\na,b\n", encoding="utf-8")
    with pytest.raises(BadRequest):
        officers_rows(path)


def test_what_lists_say_beside_the_names_joins_and_parts() -> None:
    assert joined("Quỹ Cẩm Giang", "Quy Cam Giang", website="camgiang.example.org") != set()
    assert joined("Quỹ Cẩm Giang", "Quy Cam Giang", country="VN") == set()
    assert joined("Fondation Béthoncourt", "Fondation Bethoncourt", country="FR") != set()
    one, other = (
        Record(id_, ("Sở Kế hoạch và Đầu tư",), "PublicBody", deciding=frozenset([f"place:{id_}"])) for id_ in "ab"
    )
    assert len(Resolution([one, other], []).clusters) == 2
    assert len(Resolution([one, replace(one, id="b")], []).clusters) == 1
    assert len(Resolution([one, replace(one, id="b", type="NGO")], []).clusters) == 2


def test_what_was_said_to_be_two_is_joined_by_no_way_round() -> None:
    three = [Record(id_, ("Lanternwood Relief Trust",)) for id_ in "abc"]
    assert len(Resolution(three, []).clusters) == 1
    found = Resolution(three, [], apart=[("c", "a"), ("a", "gone")])
    assert sorted(len(group) for group in found.clusters) == [1, 2]
    assert all({"a", "c"} - {one.id for one in group} for group in found.clusters)


def test_on_names_it_has_not_seen_joins_are_right_and_the_partner_is_shown() -> None:
    bare = [(Record(record.id, record.names), partner) for record, partner in read(GOLD, "unseen")]
    found = evaluate(bare, [])
    assert found["aliases"] > 500
    assert found["precision"] >= 0.99
    assert found["recall"] >= 0.40
    assert found["queue_recall"]["3"] >= 0.70
    assert found["recall"] > 4 * found["baseline"]["token-sort ratio >= 90"]["recall"]
    fresh = evaluate([(Record(record.id, record.names), partner) for record, partner in read(GOLD, "fresh")], [])
    assert (fresh["precision"], fresh["queue_recall"]["3"] >= 0.70) == (1.0, True), fresh["errors"]


def test_the_order_of_the_records_changes_nothing() -> None:
    told = read(GOLD, "unseen")[:200]
    assert evaluate(told, []) == evaluate(told[::-1], [])


def test_a_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    (path := tmp_path / "a.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    with pytest.raises(BadRequest):
        read(path)

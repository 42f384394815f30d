"""Coordination gaps as a pure function of small graphs: what is found, what is not, and in what words."""

from typing import Any

from graph.analyses import disbursement, licence_gaps, need_gaps
from graph.analysis import Finding, Params, ranked
from tests.graphs import net

DAY = "2026-06-01"
HERE, SECTOR = ("hp", "Province", {"name": "Hải Phòng"}), ("sector-120", "Sector", {"name": "Y tế"})
COMMUNE = ("commune", "Locality", {"name": "Cẩm Giang"})
IN_HERE = ("commune", "LOCATED_IN", "hp", {})
NGO = ("ngo", "NGO", {"name": "Quỹ Đom Đóm"})
AID = (
    "aid",
    "AidItem",
    {"name": "Trạm y tế", "since": "2025-01-01", "until": "2027-12-31", "committed": 150_000, "currency": "USD"},
)
ACTIVE = [("ngo", "FUNDS", "aid", {}), ("aid", "TARGETS", "commune", {}), IN_HERE]


def gaps(nodes: list[Any], ties: list[Any], day: str = DAY) -> list[Finding]:
    g, asked = net([HERE, COMMUNE, SECTOR, *nodes], ties), Params(province="hp", on=day)
    return ranked(found for part in (licence_gaps, need_gaps, disbursement) for found in part.find(g, asked))


def kinds(nodes: list[Any], ties: list[Any], day: str = DAY) -> set[str]:
    return {f.kind for f in gaps(nodes, ties, day)}


def licensed(until: str | None, area: str = "hp") -> tuple[list[Any], list[Any]]:
    licence = (
        "licence",
        "Licence",
        {"name": "Giấy 1", "number": "1", "since": "2024-01-01"} | ({"until": until} if until else {}),
    )
    return [licence], [("ngo", "HOLDS", "licence", {}), ("licence", "VALID_IN", area, {})]


def test_active_here_without_a_licence_on_record() -> None:
    (found,) = gaps([NGO, AID], ACTIVE)
    assert (found.kind, found.severity, found.as_of) == ("licence-missing", "high", DAY)
    assert found.headline["vi"] == "Quỹ Đom Đóm đang có khoản viện trợ tại Hải Phòng nhưng chưa ghi nhận giấy đăng ký"
    assert found.headline["en"] == "Quỹ Đom Đóm has aid under way in Hải Phòng but there is no record of a licence"
    assert [e for e in found.evidence if "entity" in e] == [
        {"entity": "ngo", "text": "Quỹ Đom Đóm"},
        {"entity": "aid", "text": "Trạm y tế"},
    ]
    assert [e for e in found.evidence if "claim" in e] == [{"claim": "list:ngo", "text": "list:ngo"}]


def test_a_part_is_not_counted_beside_its_whole() -> None:
    part = ("part", "AidItem", {**AID[2], "name": "Một trạm", "committed": 90_000})
    other = ("other", "AidItem", {**AID[2], "name": "Giếng", "committed": 10_000})
    both = [("ngo", "FUNDS", i, {}) for i in ("part", "other")] + [
        (i, "TARGETS", "commune", {}) for i in ("part", "other")
    ]
    (found,) = gaps([NGO, AID, part, other], [*ACTIVE, *both, ("part", "PART_OF", "aid", {})])
    assert "có 2 khoản đang thực hiện" in found.reason["vi"]
    assert "khoảng 160.000 USD" in found.reason["vi"]
    silent = ("aid", "AidItem", {**AID[2], "committed": None})
    (found,) = gaps(
        [NGO, silent, part, other], [*ACTIVE, *both, ("part", "PART_OF", "aid", {}), ("aid", "PART_OF", "part", {})]
    )
    assert "có 2 khoản đang thực hiện" in found.reason["vi"]
    assert "khoảng 100.000 USD" in found.reason["vi"]


def test_a_licence_that_holds_is_no_gap_and_one_that_does_not_is() -> None:
    for until, area, expected in (
        ("2028-01-01", "hp", set()),
        (None, "hp", set()),
        ("2026-06-30", "hp", {"licence-expiring"}),
        ("2026-11-01", "hp", {"licence-expiring"}),
        ("2026-05-31", "hp", {"licence-expired"}),
        ("2028-01-01", "elsewhere", {"licence-missing"}),
    ):
        more, ties = licensed(until, area)
        assert kinds([NGO, AID, ("elsewhere", "Province", {}), *more], [*ACTIVE, *ties]) == expected, (until, area)


def test_who_is_not_active_here_needs_no_licence_here() -> None:
    over = ("aid", "AidItem", {"since": "2020", "until": "2022"})
    out = ("aid", "AidItem", {"since": "2025", "direction": "outbound"})
    for aid in (over, out):
        assert kinds([NGO, aid], ACTIVE) == set()
    assert kinds([("ngo", "PublicBody", {}), AID], ACTIVE) == set(), "only foreign NGOs need one"


def test_the_share_without_a_licence_counts_who_never_had_one() -> None:
    partners = [(f"n{i}", "NGO", {"name": f"N{i}"}) for i in range(4)]
    licences = [("l0", "Licence", {"until": "2028"}), ("l1", "Licence", {"until": "2020"})]
    ties = [
        *((f"n{i}", "RELATES_TO", "hp", {}) for i in range(4)),
        ("n0", "HOLDS", "l0", {}),
        ("n1", "HOLDS", "l1", {}),
    ]
    (found,) = gaps([*partners, *licences], ties)
    assert (found.kind, found.parts) == ("licence-share", {"related": 4, "without": 2, "valid": 1})
    assert found.headline["vi"] == "2 trong số 4 tổ chức có quan hệ với Hải Phòng chưa ghi nhận giấy đăng ký"
    assert [e["entity"] for e in found.evidence] == ["n2", "n3"]


def test_a_need_nobody_funds() -> None:
    need = ("need", "Need", {"name": "Máy thở", "amount": 100_000, "currency": "USD", "status": "open"})
    ties = [("need", "TARGETS", "commune", {}), IN_HERE, ("need", "IN_SECTOR", "sector-120", {})]
    (found,) = gaps([need], ties)
    assert (found.kind, found.severity) == ("need-unfunded", "high")
    assert (
        found.reason["vi"]
        == "Lĩnh vực y tế, kinh phí đề nghị 100.000 USD; chưa ghi nhận bên nào đang tài trợ lĩnh vực này tại đây."
    )
    with_funder = [*ties, *ACTIVE, ("aid", "IN_SECTOR", "sector-12220", {})]
    more = [need, ("ngo", "Business", {"name": "Cảng"}), AID, ("sector-12220", "Sector", {})]
    (found,) = gaps(more, with_funder)
    assert (found.severity, found.next_step["vi"]) == ("medium", "Giới thiệu nhu cầu với Cảng.")
    assert kinds([need, NGO], [*ties, ("ngo", "MEETS_NEED", "need", {})]) == set()
    assert kinds([("need", "Need", {"status": "funded"})], ties) == set()
    assert kinds([need], [("need", "IN_SECTOR", "sector-120", {})]) == set(), "a need of elsewhere is not ours"


def slow(disbursed: float | None, day: str = "2026-06-01", **more: Any) -> set[str]:
    aid = (
        "aid",
        "AidItem",
        {"since": "2025-01-01", "until": "2026-12-31", "committed": 1000, "disbursed": disbursed, "currency": "USD"}
        | more,
    )
    return kinds([aid], [("aid", "TARGETS", "hp", {})], day)


def test_money_that_lags_behind_its_time() -> None:
    assert slow(100) == {"disbursement-slow"}
    assert slow(0) == {"disbursement-slow"}
    assert slow(650) == set()
    assert slow(None) == set(), "not on record is not nothing"
    assert slow(0, day="2025-03-01") == set(), "money is late in every item's first months"
    assert slow(100, status="cancelled") == set()
    assert slow(100, until=None) == set()


def test_published_totals_alarm_only_where_they_are_far_apart() -> None:
    def told(committed: float, disbursed: float, word: str = "cam kết") -> list[Finding]:
        union = ("union", "FriendshipUnion", {"name": "Liên hiệp Tuyên Quang"})
        pair = [("c", "Statistic", {"measure": f"Viện trợ {word}", "value": committed, "unit": "USD", "period": "2019", "qualifier": "more than"}),
                ("d", "Statistic", {"measure": "Viện trợ giải ngân", "value": disbursed, "unit": "USD", "period": "2019", "qualifier": "nearly"})]  # fmt: skip
        return gaps(
            [union, *pair],
            [("union", "BASED_IN", "hp", {}), ("c", "ABOUT_SUBJECT", "union", {}), ("d", "ABOUT_SUBJECT", "union", {})],
        )

    (alarm,) = told(6_360_000, 660_000)
    assert (alarm.kind, round(alarm.parts["ratio"], 3), alarm.severity) == ("disbursement-reported", 0.104, "high")
    assert "cam kết hơn 6.360.000 USD, giải ngân gần 660.000 USD, chênh 5.700.000 USD" in alarm.reason["vi"]
    assert told(50_000_000, 40_000_000, "phê duyệt") == []


def test_findings_are_the_same_every_time_and_keep_their_ids() -> None:
    first, second = gaps([NGO, AID], ACTIVE), gaps([AID, NGO], list(reversed(ACTIVE)))
    assert [f.as_dict() for f in first] == [f.as_dict() for f in second]
    assert [f.id for f in gaps([NGO, AID], ACTIVE, "2026-07-01")] == [f.id for f in first]
    assert gaps([], [], DAY) == []

"""What is denied in a question: what a row must not be or do, in both languages, and what is left to be asked back."""

from typing import Any

import pytest

from graph.questions.answering.family import families
from graph.questions.answering.shape import unmet
from graph.questions.plan import Plan
from graph.questions.sentence import chips, sentence, without
from tests.unit.test_questions import asked, plan

OURS, NEXT = "province-31", ["province-22", "province-24", "province-33"]
HEALTH, SCHOOL = "sector-vn-health", "sector-vn-education"
NOW = {"meaning": "now", "since": "2026-01-15", "until": "2026-01-15"}
Y2023, Y2024 = ({"since": f"{year}-01-01", "until": f"{year}-12-31"} for year in (2023, 2024))


@pytest.mark.parametrize(
    ("text", "lang", "meant"),
    [
        ("Who funds health in neighbouring provinces but nothing in Hai Phong?", "en",
         {"role": "funder", "sectors": [HEALTH], "places": NEXT, "but_not": [{"role": "funder", "places": [OURS]}]}),
        ("Ai tài trợ y tế ở tỉnh lân cận mà chưa tài trợ gì ở tỉnh mình?", "vi",
         {"role": "funder", "sectors": [HEALTH], "places": NEXT, "but_not": [{"role": "funder", "places": [OURS]}]}),
        ("Who works in health in the surrounding provinces and has no project in our province?", "en",
         {"role": "active", "sectors": [HEALTH], "places": NEXT, "but_not": [{"places": [OURS]}]}),
        ("NGOs with a valid licence for Hai Phong that have not funded anything", "en",
         {"types": ["NGO"], "licence": {"state": "valid", "places": [OURS]}, "but_not": [{"role": "funder"}]}),
        ("to chuc co quan he voi Hai Phong nhung chua tai tro khoan nao", "vi",
         {"role": "related", "places": [OURS], "but_not": [{"role": "funder"}]}),
        ("Ai tài trợ năm 2023 nhưng không tài trợ năm 2024 ở Hải Phòng", "vi",
         {"role": "funder", "places": [OURS], "periods": [Y2023], "but_not": [{"role": "funder", "places": [OURS], "periods": [Y2024]}]}),
        ("Which NGOs funded health in 2023 but not in 2024?", "en",
         {"types": ["NGO"], "role": "funder", "sectors": [HEALTH], "periods": [Y2023],
          "but_not": [{"role": "funder", "sectors": [HEALTH], "periods": [Y2024]}]}),
        ("tổ chức nào có quan hệ với Hải Phòng mà hiện không tài trợ ở Hải Phòng", "vi",
         {"role": "related", "places": [OURS], "but_not": [{"role": "funder", "places": [OURS], "periods": [NOW]}]}),
        ("Which NGOs without a project in Hai Phong fund health in Quang Ninh?", "en",
         {"types": ["NGO"], "role": "funder", "sectors": [HEALTH], "places": NEXT[:1], "but_not": [{"places": [OURS]}]}),
        ("NGO nào không làm y tế nhưng tài trợ giáo dục ở Hải Phòng", "vi",
         {"types": ["NGO"], "role": "funder", "sectors": [SCHOOL], "places": [OURS], "but_not": [{"role": "active", "sectors": [HEALTH]}]}),
        ("NGOs not in health", "en", {"types": ["NGO"], "but_not": [{"role": "active", "sectors": [HEALTH]}]}),
    ],
)  # fmt: skip
def test_what_is_denied_is_a_condition_of_its_own(text: str, lang: str, meant: dict[str, Any]) -> None:
    assert plan(text, lang) == {"ask": "list", "of": "organisations"} | meant


@pytest.mark.parametrize(
    ("text", "lang", "of"),
    [
        ("Aid items in Hai Phong that are not in health", "en", "aid"), ("Khoản viện trợ ở Hải Phòng không thuộc lĩnh vực y tế", "vi", "aid"),
        ("Needs other than health", "en", "needs"), ("nhu cầu ngoài lĩnh vực y tế", "vi", "needs"), ("events except health", "en", "events"),
    ],
)  # fmt: skip
def test_a_sector_can_be_left_out_of_what_is_no_organisation(text: str, lang: str, of: str) -> None:
    read = plan(text, lang)
    assert (read["of"], read["but_not"]) == (of, [{"sectors": [HEALTH]}])


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("NGO nào có tài trợ y tế ở Hải Phòng không?", "vi"), ("NGO không tài trợ Wakanda", "vi"), ("Which NGOs have no trustworthy project in Hai Phong?", "en"),
        ("Các đoàn không tài trợ y tế", "vi"), ("NGO nào không còn tài trợ y tế ở Hải Phòng", "vi"), ("NGOs that do not fund X-ray machines", "en"),
    ],
)  # fmt: skip
def test_what_denies_nothing_or_is_not_understood_is_no_denial(text: str, lang: str) -> None:
    read = asked(text, lang)
    assert read.plan is None or not read.plan.but_not
    assert read.plan is None or text.endswith("không?")


@pytest.mark.parametrize(
    ("text", "lang", "has", "lacks"),
    [
        ("Countries where we have a sister city but no friendship association", "en", ["twin"], ["association"]),
        ("nước nào có doanh nghiệp đầu tư ở mình mà chưa có hội hữu nghị", "vi", ["investment"], ["association"]),
        ("Nước nào có hội hữu nghị nhưng chưa có thành phố kết nghĩa với Hải Phòng?", "vi", ["association"], ["twin"]),
        ("hội hữu nghị nào chưa tổ chức hay tham gia hoạt động gì", "vi", None, ["event"]),
        ("Friendship associations without any events", "en", None, ["event"]),
        ("Which needs have already found a donor?", "en", ["funder"], None), ("Nhu cầu nào đã tìm được nhà tài trợ?", "vi", ["funder"], None),
    ],
)  # fmt: skip
def test_what_is_had_and_what_is_lacked(text: str, lang: str, has: list[str] | None, lacks: list[str] | None) -> None:
    read = plan(text, lang)
    assert (read.get("has"), read.get("lacks")) == (has, lacks)


@pytest.mark.parametrize(
    ("text", "lang", "state"),
    [
        ("tổ chức nào đang tài trợ ở Hải Phòng mà không có giấy đăng ký còn hạn", "vi", "lapsed"),
        ("Những TCPCPNN nào giấy đăng ký đã hết hạn mà chưa được gia hạn?", "vi", "expired"),
        ("NGOs whose licence has expired and was not renewed", "en", "expired"),
        ("Whose registration lapses within the next 60 days?", "en", "expiring"),
    ],
)
def test_a_licence_that_is_denied_is_none(text: str, lang: str, state: str) -> None:
    assert plan(text, lang)["licence"]["state"] == state


def test_a_denial_is_said_as_it_was_read_and_can_be_taken_away() -> None:
    found = asked("Which NGOs fund health but not education in Hai Phong?", "en").plan
    assert found is not None
    assert sentence(found, "en").endswith(
        "; but not: as funders, sector education and training, in Hai Phong, with former Hai Duong; any period."
    )
    assert "không tính: tài trợ, lĩnh vực giáo dục và đào tạo, tại Hải Phòng" in sentence(found, "vi")
    assert "but_not.0" in [chip.part for chip in chips(found, "vi")]
    assert without(found, "but_not.0") == plan_of_health()


def plan_of_health() -> Plan:
    found = asked("Which NGOs fund health in Hai Phong?", "en").plan
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ({"of": "organisations", "but_not": [{"role": "funder"}]}, True), ({"of": "organisations", "but_not": [{"role": "based"}]}, False),
        ({"of": "needs", "but_not": [{"role": "funder"}]}, False), ({"of": "people", "but_not": [{}]}, False),
        ({"of": "organisations", "but_not": [{"periods": [{"meaning": "signed"}]}]}, False), ({"of": "aid", "direction": "away"}, False),
    ],
)  # fmt: skip
def test_a_denial_that_a_family_cannot_hold_is_refused(said: dict[str, Any], held: bool) -> None:
    meant = Plan.model_validate({"ask": "list"} | said)
    assert (not list(unmet(meant, families()[meant.of].shape))) is held


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Projects not funded by Lanternwood Trust", "en"),
        ("Dự án nào không do Lanternwood Trust tài trợ", "vi"),
        ("Dự án không phải do Lanternwood Trust tài trợ", "vi"),
    ],
)
def test_a_part_that_is_denied_is_no_part(text: str, lang: str) -> None:
    read = plan(text, lang)
    assert read["parties"] == [{"part": "funder", "thing": "lanternwood", "absent": True}] and "lacks" not in read

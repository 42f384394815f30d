"""What is answered is what was asked: the classes of fault in which an answer was sure and wrong, each in both languages."""

import pytest

from tests.unit.test_questions import asked, plan

OURS, NEXT = "province-31", "province-22"


@pytest.mark.parametrize(
    ("text", "lang", "part"),
    [
        ("Ai dẫn đầu các đoàn ra năm 2025?", "vi", "leader"), ("ai đón các đoàn vào năm 2025", "vi", "host"),
        ("Các đoàn ra năm 2025 có những ai tham gia", "vi", "member"), ("Who led the delegations to Japan?", "en", "leader"),
        ("Who received the delegations from Japan?", "en", "host"), ("who attended events in 2025", "en", "member"),
    ],
)  # fmt: skip
def test_who_is_answered_with_people_not_with_the_things(text: str, lang: str, part: str) -> None:
    assert plan(text, lang)["whose"] == {"part": part}


def test_who_beside_the_things_is_a_column_of_them() -> None:
    both = plan("Danh sách đoàn ra năm 2025 và ai dẫn đầu")
    assert (both["show"], "whose" in both) == (["leader"], False)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Kinh phí các đoàn ra năm 2024", "vi"), ("How much did the delegations of 2024 come to?", "en"),
        ("Các đoàn vào năm 2023, 2025", "vi"), ("Ai gặp Sở Y tế Hải Phòng?", "vi"),
        ("so sánh số dự án ở Hải Phòng và Quảng Ninh của Nhật Bản và Hàn Quốc", "vi"),
        ("compare aid in Hai Phong and Quang Ninh in 2023, 2024", "en"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_in_a_plan_is_not_answered(text: str, lang: str) -> None:
    read = asked(text, lang)
    assert read.plan is None or read.plan.ask == "introduce"


@pytest.mark.parametrize(
    ("text", "lang", "counted"),
    [
        ("Hải Phòng với Quảng Ninh bên nào có nhiều khoản viện trợ y tế hơn?", "vi", "aid"),
        ("Hải Phòng và Quảng Ninh, tỉnh nào nhiều TCPCPNN hơn?", "vi", "organisations"),
        ("Hai Phong and Quang Ninh by number of aid items", "en", "aid"),
        ("Hai Phong and Quang Ninh by the number of NGOs", "en", "organisations"),
        ("Hải Phòng và Quảng Ninh xét theo số dự án", "vi", "aid"),
    ],
)
def test_sides_are_compared_by_what_is_counted(text: str, lang: str, counted: str) -> None:
    read = plan(text, lang)
    assert (read["ask"], read["of"]) == ("compare", counted)
    assert read["compare"] == {"axis": "place", "sides": [OURS, NEXT]}


@pytest.mark.parametrize(
    ("text", "lang"),
    [("so sánh số đoàn vào năm 2025 với năm 2026", "vi"), ("compare incoming delegations in 2025 and in 2026", "en")],
)
def test_a_year_that_is_a_side_is_no_condition_of_the_other(text: str, lang: str) -> None:
    read = plan(text, lang)
    assert (read["direction"], read["compare"]) == ("inbound", {"axis": "year", "years": [2025, 2026]})
    assert len(read["periods"]) == 1


@pytest.mark.parametrize(
    ("text", "lang", "topic"),
    [
        ("viện trợ PCPNN cả nước năm 2022 là bao nhiêu", "vi", "aid"), ("Cả nước có bao nhiêu TCPCPNN?", "vi", "ngos"),
        ("How much aid did Viet Nam receive in 2022?", "en", "aid"), ("How many NGOs are there nationwide?", "en", "ngos"),
    ],
)  # fmt: skip
def test_a_number_of_the_nation_is_a_reported_one(text: str, lang: str, topic: str) -> None:
    assert {name: plan(text, lang)[name] for name in ("of", "topic")} == {"of": "statistics", "topic": topic}


@pytest.mark.parametrize(
    ("text", "lang", "direction"),
    [
        ("Các đoàn đã sang thăm Nhật Bản", "vi", "outbound"), ("Đoàn Nhật Bản nào đã thăm Hải Phòng?", "vi", "inbound"),
        ("Đoàn nào ta đã đón năm 2024?", "vi", "inbound"), ("Delegations that visited Japan", "en", "outbound"),
        ("Which delegations visited us in 2025?", "en", "inbound"), ("Các đoàn đi năm 2025", "vi", "away"), ("How many delegations did we receive in 2023?", "en", "inbound"),
    ],
)  # fmt: skip
def test_a_verb_of_travel_says_the_way(text: str, lang: str, direction: str) -> None:
    assert plan(text, lang)["direction"] == direction


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Xin cho hỏi TCPCPNN nào tài trợ y tế ở Hải Phòng ạ?", "vi"), ("Kính nhờ anh chị cho biết TCPCPNN nào tài trợ y tế ở Hải Phòng", "vi"),
        ("Could you please tell me which NGOs fund health in Hai Phong?", "en"), ("I would like to know which NGOs fund health in Hai Phong", "en"),
    ],
)  # fmt: skip
def test_a_polite_opening_changes_nothing(text: str, lang: str) -> None:
    bare = {"vi": "TCPCPNN nào tài trợ y tế ở Hải Phòng", "en": "Which NGOs fund health in Hai Phong?"}[lang]
    assert plan(text, lang) == plan(bare, lang)


@pytest.mark.parametrize(
    ("text", "lang"), [("mai hải phòng có mưa không em", "vi"), ("Who won the World Cup in 2022?", "en"), ("any good pizza in Hai Phong", "en")]
)  # fmt: skip
def test_what_speaks_of_nothing_of_ours_is_refused(text: str, lang: str) -> None:
    assert asked(text, lang).refusal in ("out_of_scope", "nonsense")

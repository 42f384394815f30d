"""What is answered is what was asked: the classes of fault in which an answer was sure and wrong, each in both languages."""

from typing import Any

import pytest

from tests.unit.test_questions import asked, plan

OURS, NEXT = "province-31", "province-22"
Y2025 = {"meaning": "held", "since": "2025-01-01", "until": "2025-12-31"}


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


@pytest.mark.parametrize(
    ("text", "lang", "meant"),
    [
        ("Which delegations did we send to Kitakyushu?", "en", {"parties": [{"part": "to", "thing": "kitakyushu"}]}),
        ("Lanternwood Trust vào làm việc với mình mấy đoàn rồi", "vi", {"ask": "count", "parties": [{"part": "from", "thing": "lanternwood"}]}),
        ("Which delegations of Lanternwood Trust met us?", "en", {"parties": [{"part": "from", "thing": "lanternwood"}]}),
        ("Which delegations did the Japanese embassy receive?", "en", {"parties": [{"part": "host", "thing": "embassy-jp"}]}),
        ("What came out of the visit to Kitakyushu?", "en", {"parties": [{"part": "to", "thing": "kitakyushu"}], "show": ["results"]}),
        ("đoàn đi Kitakyushu gồm những ai", "vi", {"parties": [{"part": "to", "thing": "kitakyushu"}], "whose": {"part": "member"}}),
        ("đoàn của Kitakyushu sang năm nào", "vi", {"ask": "when", "parties": [{"part": "from", "thing": "kitakyushu"}], "date": "held"}),
        ("Đoàn Nhật Bản năm 2025", "vi", {"direction": "inbound", "home": {"countries": ["country-jp"]}, "periods": [Y2025]}),
        ("delegations that met us in 2025", "en", {"direction": "inbound", "periods": [Y2025]}),
        ("Where did we send delegations in 2025?", "en", {"direction": "outbound", "periods": [Y2025], "show": ["places"]}),
        ("ai làm trưởng đoàn đi Kitakyushu vậy", "vi", {"parties": [{"part": "to", "thing": "kitakyushu"}], "whose": {"part": "leader"}}),
    ],
)  # fmt: skip
def test_who_came_and_who_went(text: str, lang: str, meant: dict[str, Any]) -> None:
    assert plan(text, lang) == {"ask": "list", "of": "delegations"} | meant


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("American NGOs that hold a valid licence for Quang Ninh", "en"), ("American NGOs licensed to work in Quang Ninh", "en"),
        ("Which American NGOs may work in Quang Ninh?", "en"), ("American NGOs with a licence covering Quang Ninh", "en"),
        ("NGO Mỹ được cấp phép ở Quảng Ninh", "vi"), ("NGO Mỹ có giấy phép hoạt động tại Quảng Ninh", "vi"),
        ("NGO Mỹ nào được phép hoạt động ở Quảng Ninh?", "vi"), ("NGO Mỹ có giấy đăng ký còn hiệu lực tại Quảng Ninh", "vi"),
    ],
)  # fmt: skip
def test_a_place_said_of_the_licence_is_where_it_is_valid(text: str, lang: str) -> None:
    assert plan(text, lang) == {
        "ask": "list", "of": "organisations", "types": ["NGO"], "home": {"countries": ["country-us"]},
        "licence": {"state": "valid", "places": [NEXT]},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Who is our contact at Lanternwood Trust?", "en"), ("Do we know anybody at Lanternwood Trust?", "en"), ("Who can I talk to at Lanternwood Trust?", "en"),
        ("Who at Lanternwood Trust should I call?", "en"), ("Give me a contact at Lanternwood Trust", "en"), ("Who is in charge at Lanternwood Trust?", "en"),
        ("Ai là đầu mối ở Lanternwood Trust?", "vi"), ("Ta có quen ai bên Lanternwood Trust không", "vi"), ("Liên hệ ai ở Lanternwood Trust?", "vi"),
        ("Lanternwood Trust có ai mình quen không", "vi"), ("Ai phụ trách Lanternwood Trust", "vi"), ("Lanternwood Trust có những ai", "vi"),
    ],
)  # fmt: skip
def test_whom_we_know_at_an_organisation(text: str, lang: str) -> None:
    assert plan(text, lang) == {"ask": "list", "of": "people", "parties": [{"part": "post", "thing": "lanternwood"}]}


@pytest.mark.parametrize(
    ("text", "lang", "title"),
    [
        ("Who runs Lanternwood Trust?", "en", "người đứng đầu"), ("Ai đứng đầu Lanternwood Trust", "vi", "người đứng đầu"),
        ("Name the country director of Lanternwood Trust", "en", "giám đốc quốc gia"), ("Who chairs Lanternwood Trust?", "en", "chủ tịch"),
    ],
)  # fmt: skip
def test_who_is_at_the_head(text: str, lang: str, title: str) -> None:
    assert plan(text, lang)["title"] == title


@pytest.mark.parametrize(
    ("text", "lang", "meant"),
    [
        ("Who invests in Hai Phong?", "en", {"of": "investments", "places": [OURS], "whose": {"part": "investor"}}),
        ("What has the Japanese embassy asked for?", "en", {"of": "needs", "parties": [{"part": "proposer", "thing": "embassy-jp"}]}),
        ("Hải Phòng đang kêu gọi những gì", "vi", {"of": "needs", "places": [OURS], "status": ["open"]}),
        ("Năm 2025 mình tổ chức những sự kiện nào", "vi", {"of": "events", "periods": [Y2025]}),
        ("Which events come round every year?", "en", {"of": "events", "kinds": ["yearly"]}),
        ("Trainings we have run in 2025", "en", {"of": "events", "kinds": ["training"], "periods": [Y2025]}),
        ("When will we mark 60 years of ties with Cambodia?", "en",
         {"ask": "when", "of": "events", "kinds": ["relations"], "home": {"countries": ["country-kh"]}, "date": "held",
          "periods": [{"meaning": "held", "since": "2027-01-01", "until": "2027-12-31"}]}),
        ("Năm 2025 các nhà tài trợ cam kết bao nhiêu cho y tế", "vi",
         {"ask": "sum", "of": "aid", "sectors": ["sector-vn-health"], "periods": [{"since": "2025-01-01", "until": "2025-12-31"}], "measure": "committed"}),
        ("Hàn Quốc đầu tư bao nhiêu vào Hải Phòng", "vi",
         {"ask": "sum", "of": "investments", "places": [OURS], "home": {"countries": ["country-kr"]}, "measure": "capital"}),
        ("tổ chức Pháp nào có quan hệ với ta", "vi",
         {"of": "organisations", "role": "related", "places": [OURS], "home": {"countries": ["country-fr"]}}),
    ],
)  # fmt: skip
def test_plain_verbs_say_what_is_asked_for(text: str, lang: str, meant: dict[str, Any]) -> None:
    assert plan(text, lang) == {"ask": "list"} | meant


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Ngoài Lanternwood Trust ra ai tài trợ y tế", "vi"), ("Who funds health besides Lanternwood Trust?", "en"),
        ("NGO chỉ tài trợ y tế", "vi"), ("NGOs that only fund health in Hai Phong", "en"), ("ai có thể tài trợ cho nhu cầu y tế", "vi"), ("Which delegations left no results?", "en"),
    ],
)  # fmt: skip
def test_what_a_plan_cannot_say_is_asked_back(text: str, lang: str) -> None:
    assert asked(text, lang).plan is None

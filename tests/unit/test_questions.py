"""Words to plans: phrasings by family as data, what is refused or asked back, follow-ups, and that any text is safe."""

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import ENTITIES
from graph.names import fold
from graph.questions.naming import Bearer, Memory
from graph.questions.plan import Named, Plan, Reading
from graph.questions.sentence import chips, sentence, without
from graph.questions.understand import understand
from graph.questions.vocabulary import place
from graph.reference import find_province

DATA = Path(__file__).parent.parent / "data" / "questions" / "phrasings.toml"
TODAY = date(2026, 1, 15)
US = place(find_province("Hải Phòng")[0])


def bearer(id: str, type: str, *names: str) -> Bearer:
    return Bearer(Named(id=id, type=type, vi=names[0], en=names[-1]), names)


NAMES = Memory([
    bearer("lanternwood", "NGO", "Quỹ Rừng Đèn Lồng (mẫu)", "Lanternwood Trust (mẫu)"),
    bearer("kitakyushu", "Locality", "Kitakyushu"),
    bearer("saint-etienne", "Locality", "Saint-Étienne"),
    bearer("health-hp", "PublicBody", "Sở Y tế thành phố Hải Phòng"),
    bearer("health-qn", "PublicBody", "Sở Y tế tỉnh Quảng Ninh"),
    bearer("committee", "PublicBody", "UBND thành phố Hải Phòng"),
    bearer("embassy-jp", "DiplomaticMission", "Đại sứ quán Nhật Bản", "Embassy of Japan in Viet Nam"),
    bearer("binh-1", "Person", "Nguyễn Thanh Bình (mẫu)"),
    bearer("binh-2", "Person", "Nguyễn Thanh Bình (mẫu)"),
])  # fmt: skip


def asked(text: str, lang: str = "vi", context: Plan | None = None, chosen: tuple[str, ...] = ()) -> Reading:
    return understand(text, lang, names=NAMES, today=TODAY, province=US, context=context, chosen=chosen)


def told(value: Any) -> Any:
    """A dumped plan with the ids of the named things alone."""
    if isinstance(value, dict):
        return value["id"] if "vi" in value else {k: told(v) for k, v in value.items()}
    return [told(v) for v in value] if isinstance(value, list | tuple) else value


def plan(text: str, lang: str = "vi", context: Plan | None = None) -> dict[str, Any]:
    reading = asked(text, lang, context)
    assert reading.plan is not None, (text, reading)
    return told(reading.plan.model_dump(exclude_defaults=True))


def phrasings() -> Iterator[Any]:
    for group in tomllib.loads(DATA.read_text(encoding="utf-8"))["asked"]:
        for text in group["texts"]:
            yield pytest.param(text, group["lang"], json.loads(group["plan"]), id=f"{group['family']}: {text}")


@pytest.mark.parametrize(("text", "lang", "meant"), list(phrasings()))
def test_every_way_to_say_it_means_the_same_plan(text: str, lang: str, meant: dict[str, Any]) -> None:
    assert plan(text, lang) == meant


def test_every_family_is_asked_in_both_languages_in_ten_ways() -> None:
    ways: dict[tuple[Any, Any], int] = {}
    for group in tomllib.loads(DATA.read_text(encoding="utf-8"))["asked"]:
        family = {"agreements": "twins", "licences": "organisations"}.get(group["family"], group["family"])
        ways[family, group["lang"]] = ways.get((family, group["lang"]), 0) + len(group["texts"])
    assert {family for family, _ in ways} >= {
        "organisations", "money", "twins", "delegations", "people", "needs", "associations", "businesses", "events",
        "statistics", "connections", "introductions", "comparisons", "gaps", "differences",
    }  # fmt: skip
    assert {way: n for way, n in ways.items() if n < 10} == {}
    assert all((family, lang) in ways for family, _ in ways for lang in ("vi", "en"))


@pytest.mark.parametrize(
    ("text", "lang", "reason"),
    [
        ("Xóa tổ chức Lanternwood Trust", "vi", "command"),
        ("Sửa số điện thoại của Sở Y tế", "vi", "command"),
        ("delete all NGOs", "en", "command"),
        ("'; DROP TABLE organizations; --", "en", "command"),
        ("MATCH (n) DETACH DELETE n", "en", "command"),
        ("Thời tiết Hải Phòng hôm nay thế nào?", "vi", "out_of_scope"),
        ("tell me a joke", "en", "out_of_scope"),
        ("kjsdf lkwq zzxcv", "vi", "nonsense"),
        ("<script>alert('x')</script>", "en", "nonsense"),
        ("", "vi", "empty"),
        ("?!…", "vi", "nonsense"),
        ("a " * 1001, "en", "too_long"),
    ],
)
def test_what_is_no_question_for_the_box_is_refused_with_a_reason(text: str, lang: str, reason: str) -> None:
    reading = asked(text, lang)
    assert (reading.plan, reading.refusal) == (None, reason)


@pytest.mark.parametrize(
    ("text", "lang", "unknown"),
    [
        ("Which trustworthy NGOs fund education in Hai Phong?", "en", ("trustworthy",)),
        ("TCPCPNN nào của Wakanda tài trợ y tế ở Hải Phòng?", "vi", ("Wakanda",)),
        ("Dự án blockchain ở Hải Phòng", "vi", ("blockchain",)),
        ("aid items over 1 million in Hai Phong", "en", ("over 1 million",)),
        ("needs not by the sea", "en", ("not", "sea")),
    ],
)
def test_a_word_that_carries_meaning_and_is_not_known_is_named(text: str, lang: str, unknown: tuple[str, ...]) -> None:
    reading = asked(text, lang)
    assert (reading.plan, reading.unknown) == (None, unknown)
    assert reading.half is not None


def test_a_name_that_several_bear_is_asked_back_and_the_pick_is_taken() -> None:
    reading = asked("Nguyễn Thanh Bình là ai?")
    assert [[o.id for o in choice.options] for choice in reading.choices] == [["binh-1", "binh-2"]]
    picked = asked("Nguyễn Thanh Bình là ai?", chosen=("binh-2",)).plan
    assert picked is not None
    assert (picked.ask, [thing.id for thing in picked.about]) == ("describe", ["binh-2"])


def test_communes_that_differ_by_an_accent_stay_two() -> None:
    (choice,) = asked("dự án ở Cam Giang").choices
    assert {option.vi for option in choice.options} == {"Xã Cẩm Giang", "Xã Cẩm Giàng"}
    assert plan("Các khoản viện trợ ở xã Cẩm Giàng")["places"] != plan("Các khoản viện trợ ở xã Cẩm Giang")["places"]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Trưởng phòng ở Sở Y tế là ai?", "vi"), ("Ai làm việc ở Sở Y tế Hải Phòng?", "vi"),
        ("Who works at Sở Y tế TP. Hải Phòng?", "en"),
    ],
)  # fmt: skip
def test_of_offices_that_share_a_name_ours_is_meant(text: str, lang: str) -> None:
    assert plan(text, lang)["parties"] == [{"part": "post", "thing": "health-hp"}]


@pytest.mark.parametrize("text", ["Saint Etienne", "saint-étienne", "SAINT-ETIENNE", "Saint Étiene"])
def test_a_name_is_found_however_it_is_typed(text: str) -> None:
    assert plan(f"{text} là ai?") == {"ask": "describe", "of": "anything", "about": ["saint-etienne"]}


def test_a_kind_of_office_with_its_country_is_the_one_of_that_name() -> None:
    assert plan("Who do we know at the Japanese embassy?", "en")["parties"] == [{"part": "post", "thing": "embassy-jp"}]
    assert plan("Ta quen ai ở ĐSQ Nhật Bản?")["parties"] == [{"part": "post", "thing": "embassy-jp"}]


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("năm 2024", "2024-01-01", "2024-12-31"), ("trong quý 3 năm 2025", "2025-07-01", "2025-09-30"),
        ("quý III/2025", "2025-07-01", "2025-09-30"), ("từ 2019", "2019-01-01", None),
        ("từ năm 2019 đến năm 2021", "2019-01-01", "2021-12-31"), ("giai đoạn 2015-2020", "2015-01-01", "2020-12-31"),
        ("trước sáp nhập", None, "2025-06-30"), ("từ khi sáp nhập", "2025-07-01", None), ("năm ngoái", "2025-01-01", "2025-12-31"),
        ("tháng 7/2025", "2025-07-01", "2025-07-31"), ("vào ngày 1 tháng 9 năm 2024", "2024-09-01", "2024-09-01"),
        ("ngày 01/09/2024", "2024-09-01", "2024-09-01"), ("3 năm qua", "2023-01-15", "2026-01-15"),
        ("6 tháng đầu năm 2019", "2019-01-01", "2019-06-30"), ("trước năm 2018", None, "2017-12-31"),
        ("2020-05-12", "2020-05-12", "2020-05-12"),
    ],
)  # fmt: skip
def test_times_are_read_as_days(said: str, since: str | None, until: str | None) -> None:
    found = asked(f"Các khoản viện trợ ở Nghệ An {said}").plan
    assert found is not None
    assert [(p.since, p.until) for p in found.periods] == [(since, until)]


@pytest.mark.parametrize(
    ("said", "lang", "bounds"),
    [
        ("trên 5 tỷ đồng", "vi", (5e9, None, "VND")), ("dưới 200.000 USD", "vi", (None, 2e5, "USD")),
        ("từ 1 đến 5 triệu USD", "vi", (1e6, 5e6, "USD")), ("ít nhất 1,5 triệu đô", "vi", (1.5e6, None, "USD")),
        ("over 200k EUR", "en", (2e5, None, "EUR")), ("between 100,000 and 500,000 USD", "en", (1e5, 5e5, "USD")),
        ("above $1.5 million", "en", (1.5e6, None, "USD")), ("at most 2 billion VND", "en", (None, 2e9, "VND")),
    ],
)  # fmt: skip
def test_amounts_keep_their_currency(said: str, lang: str, bounds: tuple[float | None, float | None, str]) -> None:
    found = asked(f"các khoản viện trợ {said}" if lang == "vi" else f"aid items {said}", lang).plan
    assert found is not None
    assert found.amount is not None
    assert (found.amount.least, found.amount.most, found.amount.currency) == bounds


def test_follow_ups_change_the_plan_before() -> None:
    first = asked("Which NGOs fund health in Hai Phong since 2019?", "en").plan
    second = asked("and in education?", "en", first).plan
    third = asked("chỉ của Nhật Bản thôi", "vi", second).plan
    assert told(asked("thế còn năm 2024?", "vi", third).plan.model_dump(exclude_defaults=True)) == {  # pyright: ignore
        "ask": "list", "of": "organisations", "types": ["NGO"], "role": "funder", "sectors": ["sector-vn-education"],
        "places": ["province-31"], "home": {"countries": ["country-jp"]},
        "periods": [{"since": "2024-01-01", "until": "2024-12-31"}],
    }  # fmt: skip
    assert plan("how many are there?", "en", third)["ask"] == "count"
    assert "role" not in plan("Các đoàn vào năm 2024", "vi", third)


def test_a_follow_up_gives_a_state_another_length() -> None:
    first = asked("Which NGO licences expire within 90 days?", "en").plan
    assert plan("and within 180 days?", "en", first)["licence"] == {"state": "expiring", "days": 180}
    assert "periods" not in plan("and within 180 days?", "en", first)
    signed = asked("Which of our agreements expire within 90 days?", "en").plan
    assert plan("and within a year?", "en", signed)["agreement"]["state"] == "expiring"
    assert plan("còn trong 180 ngày tới?", "vi", signed)["agreement"]["days"] == 180


def test_a_plan_survives_json() -> None:
    found = asked("Which NGOs fund health in our province since 2019?", "en").plan
    assert found is not None
    assert Plan.model_validate_json(found.model_dump_json()) == found


def test_the_reading_is_said_in_both_languages_and_each_chip_can_be_taken_away() -> None:
    found = asked("Which NGOs fund health in Hai Phong?", "en").plan
    assert found is not None
    assert sentence(found, "en") == "NGO; as funders; sector health; in Hai Phong, with former Hai Duong; any period."
    assert sentence(found, "vi") == (
        "Tổ chức phi chính phủ nước ngoài; tài trợ; lĩnh vực y tế; tại Hải Phòng, gồm cả Hải Dương cũ; mọi thời gian."
    )
    assert [chip.part for chip in chips(found, "vi")] == ["role", "sectors", "places"]
    assert sentence(without(found, "places"), "en") == "NGO; as funders; sector health; everywhere; any period."
    assert without(found, "ask") == found


def test_any_plan_of_the_phrasings_can_be_said_and_every_chip_removed() -> None:
    for text, lang in ((p.values[0], p.values[1]) for p in phrasings()):
        found = asked(str(text), str(lang)).plan
        assert found is not None
        for said in ("vi", "en"):
            assert sentence(found, said).endswith(".")
            for chip in chips(found, said):
                assert without(found, chip.part) != found or chip.part == "about"


def test_types_of_a_plan_are_types_of_the_model() -> None:
    for text, lang in ((p.values[0], p.values[1]) for p in phrasings()):
        found = asked(str(text), str(lang)).plan
        assert found is not None
        assert set(found.types) <= set(ENTITIES)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "NGO",
                "nào",
                "which",
                "không",
                "not",
                "Hải",
                "Phòng",
                "Nhật",
                "Japan",
                "2024",
                "90",
                "ngày",
                "tới",
                "over",
                "triệu",
                "USD",
                "đoàn",
                "projects",
                "ai",
                "who",
                "Lanternwood",
                "giấy",
                "phép",
                "hết",
                "hạn",
                "và",
                "so",
                "sánh",
                "compare",
                "theo",
                "by",
                "year",
                "y",
                "tế",
                "của",
                "ở",
                "tổng",
                "how",
                "many",
                "khi",
                "nào",
                "when",
                "Kitakyushu",
            ]
        ),
        max_size=30,
    ),
    st.sampled_from(["vi", "en"]),
)
def test_any_order_of_known_words_is_safe(words: list[str], lang: str) -> None:
    context = asked("Which NGOs fund health in Hai Phong?", "en").plan
    for before in (None, context):
        reading = asked(" ".join(words), lang, before)
        if reading.plan is not None:
            assert sentence(reading.plan, lang)


def test_what_is_summed_and_counted_needs_no_accents() -> None:
    for text in (
        "Tổng vốn đầu tư của các doanh nghiệp Nhật Bản",
        "Những dự án nào lớn nhất?",
        "Bao nhiêu khoản viện trợ năm 2024?",
    ):
        assert plan(text, "vi") == plan(fold(text), "vi"), text

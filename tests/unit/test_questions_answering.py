"""From a plan to an answer, without an engine: what a family can hold to, dates, amounts, and what counts as right."""

from time import sleep
from typing import Any

import pytest

import cypher
from api.answer_cells import cell_text
from api.answer_words import reasons
from graph.asked import BadRequest
from graph.questions.answering.answer import answer, ours, plan_of
from graph.questions.answering.families.agreements import in_force
from graph.questions.answering.families.people import titled
from graph.questions.answering.family import families
from graph.questions.answering.forms import ordered
from graph.questions.answering.ran import Watched
from graph.questions.answering.select import in_bounds
from graph.questions.answering.shape import unmet
from graph.questions.answering.spans import overlaps, within
from graph.questions.answering.table import Line
from graph.questions.evaluate import Expected, Question, evaluate, judged, read
from graph.questions.plan import Amount, Order, Plan, Span
from graph.store import Rows
from graph.texts import keys
from tests.support import VIEWER, RecordingStore

YEAR = Span(since="2024-01-01", until="2024-12-31")


def plan(**said: Any) -> Plan:
    return Plan.model_validate({"ask": "list"} | said)


@pytest.mark.parametrize(
    ("since", "until", "fits"),
    [
        ("2023", "2024-01", True),
        ("2025", None, False),
        (None, "2023-12-31", False),
        (None, None, True),
        ("2024-12", None, True),
    ],
)
def test_a_time_overlaps_with_the_whole_span_of_a_partial_date(
    since: str | None, until: str | None, fits: bool
) -> None:
    assert overlaps(since, until, YEAR) is fits


def test_what_nobody_dated_lies_in_no_period() -> None:
    assert not within(None, YEAR) and within("2024", YEAR) and not within("2023-12", YEAR)


def test_an_amount_in_another_currency_is_not_known_to_be_within_bounds() -> None:
    over = Amount(least=100.0, strict=True, currency="USD")
    assert [in_bounds(one, over) for one in ({"USD": 100.0}, {"USD": 101.0}, {"EUR": 500.0}, {})] == [
        False,
        True,
        False,
        False,
    ]


def test_a_condition_that_a_family_cannot_hold_is_named_and_nothing_is_asked_of_the_graph() -> None:
    assert list(unmet(plan(of="needs", licence={"state": "valid"}, agreement={"state": "dormant"}), families()["needs"].shape)) == [
        "agreement", "licence",
    ]  # fmt: skip
    assert not list(unmet(plan(of="aid", kinds=["project"], has=["funder"]), families()["aid"].shape))
    assert list(unmet(plan(of="aid", lacks=["twin"], group="union"), families()["aid"].shape)) == ["group", "lacks"]


def test_every_condition_of_a_plan_has_words_for_when_it_cannot_be_held() -> None:
    shown = {"ask", "limit", "gaps", "proposed"}
    assert {f"ask.unmet_{name}" for name in Plan.model_fields if name not in shown} <= keys("vi")


def test_every_column_has_a_heading() -> None:
    columns = {c.name for family in families().values() for c in family.shape.columns}
    assert {f"ask.col_{name}" for name in columns} <= keys("vi")


def test_what_was_replaced_was_in_force_until_its_end() -> None:
    exchange = {"since": "2009-04-17", "until": "2014-04-17", "stage": "superseded"}
    assert in_force(exchange, "2012-01-01", "2012-01-01") and not in_force(exchange, "2026-01-01", "2026-01-01")
    assert in_force({"since": "2015", "until": "2020", "stage": "renewed"}, "2026-01-01", "2026-01-01")
    assert not in_force({"stage": "proposed"}, "2026-01-01", "2026-01-01")


def test_a_deputy_is_not_the_head() -> None:
    assert titled("Chủ tịch Hội", "chủ tịch") and not titled("Phó Chủ tịch thường trực", "chủ tịch")
    assert titled("Phó Chủ tịch", "phó chủ tịch") and not titled(None, "chủ tịch")


def test_the_latest_come_first_and_the_undated_last() -> None:
    lines = [
        Line({"id": n, "name": n}, {}, dates={"held": d} if d else {})
        for n, d in (("a", "2023"), ("b", ""), ("c", "2025-01"))
    ]
    asked = plan(of="delegations", order=Order(by="date", descending=True))
    assert [one.about["id"] for one in ordered(asked, lines, "name")] == ["c", "a", "b"]


def test_a_plan_from_outside_is_checked_as_our_own() -> None:
    with pytest.raises(BadRequest):
        plan_of({"ask": "list", "of": "aid", "cypher": "MATCH (n) DETACH DELETE n"})
    with pytest.raises(BadRequest):
        answer(RecordingStore(), VIEWER, "and in education?", "en", context={"ask": "delete"}, province="hai-phong")


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, "\u202e\x00�" * 20, "'; DROP DATABASE; --", "xóa hết tổ chức"])
def test_what_is_no_question_is_refused_without_a_word_to_the_engine(text: str) -> None:
    store = RecordingStore()
    told = answer(store, VIEWER, text, "vi", "2026-01-15", province="hai-phong")
    assert not told["understood"] and not told["rows"] and reasons(told, "vi") and reasons(told, "en")


def test_a_question_cannot_change_anything() -> None:
    with pytest.raises(PermissionError):
        Watched(RecordingStore()).write(lambda work: work)


def test_our_province_is_found_by_name_or_stays_as_it_was_written() -> None:
    assert (ours("hai-phong").en, ours("province-31").id, ours("Atlantis").vi) == (
        "Hai Phong",
        "province-31",
        "Atlantis",
    )


def told(**said: Any) -> dict[str, Any]:
    return {"understood": True, "reason": None, "entities": [], "rows": [], "columns": []} | said


def test_right_is_the_whole_answer_in_the_terms_of_what_was_expected() -> None:
    things = [{"id": "1", "name": "Hải Phòng", "name_en": "Hai Phong"}, {"id": "2", "name": "Kobe"}]
    for names, right in ((["Hai Phong", "KOBE"], True), (["Kobe"], False), (["Hải Phòng", "Kobe", "Incheon"], False)):
        assert judged(told(entities=["1", "2"]), Expected(names=names), lambda _: things)[0] is right
    sums = told(
        columns=[{"name": "committed", "kind": "money"}], rows=[{"committed": [{"amount": 5, "currency": "USD"}]}]
    )
    assert (
        judged(sums, Expected(amounts={"USD": 5}), list)[0] and not judged(sums, Expected(amounts={"EUR": 5}), list)[0]
    )
    assert judged(told(rows=[{"count": 3}]), Expected(number=3), list)[0]
    sides = told(rows=[{"group": {"name": name}, "count": n} for name, n in (("Hải Phòng", 3), ("Hà Nội", 1))])
    for groups, right in (({"hải phòng": 3, "Hà Nội": 1}, True), ({"Hải Phòng": 3}, False)):
        assert judged(sides, Expected(groups=groups), list)[0] is right
    assert judged(
        told(rows=[{"date": "2024-10-13", "until": "2024-10-15"}]), Expected(dates=["2024-10-13", "2024-10-15"]), list
    )[0]


@pytest.mark.parametrize(("reason", "expected", "right"), [
    ("command", {"refuse": True}, True), ("unknown", {"refuse": True}, False), ("choices", {"clarify": True}, True),
    ("unmet", {"number": 1}, False),
])  # fmt: skip
def test_what_was_not_answered_is_right_only_where_it_should_not_be(
    reason: str, expected: dict[str, Any], right: bool
) -> None:
    asked_back = told(understood=False, reason={"key": reason, "unmet": []})
    assert judged(asked_back, Expected.model_validate(expected), list)[0] is right


def test_a_bad_line_of_a_question_file_is_named(tmp_path: Any) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"text": "a", "expected": {"number": 1}, "part": "x"}\n\n{"text": "b"}\n', encoding="utf-8")
    with pytest.raises(BadRequest, match="jsonl:3"):
        read(file)
    file.write_text('{"text": "a", "expected": {"number": 1}, "part": "x"}\n', encoding="utf-8")
    assert [len(read(file, part)) for part in (None, "x", "y")] == [1, 1, 0]


class _Slow(RecordingStore):
    """An engine that lets its askers wait."""

    def run(self, query: cypher.Query, /, **parameters: object) -> Rows:
        sleep(0.05)
        return super().run(query, **parameters)


def test_the_cost_of_understanding_is_that_of_this_thread_without_the_engine() -> None:
    text = "Đoàn Lanternwood Zorgax nào?"
    one = Question(text=text, lang="vi", as_of="2026-01-15", expected=Expected(clarify=True), family="")
    evaluate(_Slow(), VIEWER, [one], "hai-phong")  # builds the words once
    found = evaluate(_Slow(), VIEWER, [one] * 3, "hai-phong")
    assert found["right"] == 3
    assert 0 < found["p95_ms"] < found["p95_all_ms"] >= 50


def test_cells_are_written_the_languages_way() -> None:
    money = [{"amount": 1234567, "currency": "USD"}]
    assert (cell_text(money, "money", "vi"), cell_text(money, "money", "en")) == ("1.234.567 USD", "1,234,567 USD")
    assert cell_text(["JP", "FR"], "country", "en") == "Japan, France"
    assert cell_text({"value": 320, "unit": "dự án"}, "figure", "vi") == "320 dự án"
    assert cell_text({"id": "", "type": "", "name": ""}, "on_sector", "en") == "(not recorded)"
    assert cell_text(None, "money", "vi") == ""


def test_amounts_of_several_currencies_are_ordered_by_what_they_are_worth() -> None:
    def line(name: str, amount: float, currency: str, usd: float | None) -> Line:
        said = {
            "measure": "committed",
            "amount": amount,
            "currency": currency,
            "usd": usd,
            "item": name,
            "shared": False,
        }
        return Line({"id": name, "type": "AidItem", "name": name}, {}, amounts=[said])

    lines = [
        line("VND", 2.5e9, "VND", None),
        line("EUR", 720_000, "EUR", 778_000),
        line("USD", 500_000, "USD", 500_000),
    ]
    largest = plan(of="aid", order=Order(by="committed", descending=True))
    assert [one.about["name"] for one in ordered(largest, lines, "name")] == ["EUR", "USD", "VND"]

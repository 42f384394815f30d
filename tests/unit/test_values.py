"""Cells as officers write them, and what they mean."""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest
from ingest.problems import RowProblem, ValueProblem, wordings
from ingest.values import (
    Money,
    Period,
    Quantity,
    Share,
    is_blank,
    parse_date,
    parse_money,
    parse_number,
    parse_percent,
    parse_period,
    parse_quantity,
    split_acronym,
    split_amount,
    split_share,
    split_values,
)  # fmt: skip
from ingest.values.parted import COMMA, WORDS, Signs, put_right


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("08/01/1999", "1999-01-08"),
        ("8-1-99", "1999-01-08"),
        ("8.1.1999", "1999-01-08"),
        ("1/2/24", "2024-02-01"),
        ("03/04/2019", "2019-04-03"),
        ("1999", "1999"),
        ("05/2019", "2019-05"),
        ("tháng 5/2019", "2019-05"),
        ("Tháng 5 năm 2019", "2019-05"),
        ("tháng mười hai năm 2020", "2020-12"),
        ("tháng Giêng 2020", "2020-01"),
        ("ngày 8 tháng 1 năm 1999", "1999-01-08"),
        ("ngày 08/01/1999", "1999-01-08"),
        ("Năm 2020", "2020"),
        ("Thứ Hai, 05/05/2025", "2025-05-05"),
        ("8 Jan 1999", "1999-01-08"),
        ("January 8th, 1999", "1999-01-08"),
        ("8th of January 1999", "1999-01-08"),
        ("May 2014", "2014-05"),
        ("12-May-21", "2021-05-12"),
        ("2019-05-12", "2019-05-12"),
        ("2019-05", "2019-05"),
        ("2019-05-12T00:00:00", "2019-05-12"),
        ("2019.0", "2019"),
        ("Quý III/2025", "2025-07"),
        ("khoảng 2015", "2015"),
        ("29/02/2024", "2024-02-29"),
        (date(2020, 1, 2), "2020-01-02"),
        (datetime(2020, 1, 2, 3, 4), "2020-01-02"),
        (2019, "2019"),
        (2019.0, "2019"),
    ],
)
def test_a_date_keeps_its_precision(said: object, meant: str) -> None:
    assert parse_date(said) == meant


def test_a_decomposed_date_is_read_like_a_composed_one() -> None:
    assert parse_date("tha\u0301ng 5 na\u0306m 2019") == "2019-05"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("31/02/2020", "date-impossible"),
        ("05/25/2020", "date-impossible"),
        ("29/02/2023", "date-impossible"),
        ("abc", "date-unreadable"),
        ("20025", "date-unreadable"),
        ("30/4", "date-unreadable"),
        ("", "date-unreadable"),
        ("1/1/9999", "date-far"),
        (3831, "date-serial"),
        (10**400, "date-serial"),
        (True, "date-unreadable"),
        ("2019-2022", "date-period"),
        ("01/01/2019 - 31/12/2021", "date-period"),
    ],
)
def test_what_is_no_date_is_refused(said: object, code: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_date(said)
    assert refused.value.problem.code == code


@pytest.mark.parametrize(("number", "day"), [(43831, "2020-01-01"), (45000.0, "2023-03-15"), (73050, "2099-12-31")])
def test_a_day_whose_cell_lost_its_format_is_a_day(number: float, day: str) -> None:
    assert parse_date(number) == day


def test_the_last_month_of_a_quarter_is_asked_for() -> None:
    assert (parse_date("quý 3/2025"), parse_date("quý 3/2025", last=True)) == ("2025-07", "2025-09")


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("2019-2022", "2019", "2022"),
        ("2019 – 2022", "2019", "2022"),
        ("2024-25", "2024", "2025"),
        ("giai đoạn 2021 - 2025", "2021", "2025"),
        ("từ 2019 đến 2022", "2019", "2022"),
        ("2020", "2020", "2020"),
        ("từ tháng 5/2019 đến tháng 3/2021", "2019-05", "2021-03"),
        ("5/2019-3/2021", "2019-05", "2021-03"),
        ("từ ngày 01/01/2020 đến ngày 31/12/2022", "2020-01-01", "2022-12-31"),
        ("2021 - nay", "2021", None),
        ("01/01/2019-31/12/2021", "2019-01-01", "2021-12-31"),
        ("từ 5/2019 đến nay", "2019-05", None),
        ("đến 2025", None, "2025"),
        ("từ 2020", "2020", None),
        ("5-8/10/2023", "2023-10-05", "2023-10-08"),
        ("28/9-2/10/2023", "2023-09-28", "2023-10-02"),
        ("tháng 5 - tháng 8/2024", "2024-05", "2024-08"),
        ("from May 2019 to June 2020", "2019-05", "2020-06"),
        ("quý 3/2025", "2025-07", "2025-09"),
        ("2019-05", "2019-05", "2019-05"),
    ],
)
def test_a_period_has_two_ends_or_an_open_one(said: str, since: str | None, until: str | None) -> None:
    assert parse_period(said) == Period(since, until)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("2022-2019", "period-reversed"),
        ("xyz", "period-unreadable"),
        ("2019-2022, gia hạn 2024", "period-unreadable"),
        ("31/02/2020 - 2021", "date-impossible"),
    ],
)
def test_what_is_no_period_is_refused(said: str, code: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_period(said)
    assert refused.value.problem.code == code


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1 234", 1234),
        ("1\u00a0234,5", 1234.5),
        ("1.234.567", 1234567),
        ("1.234", 1234),
        ("1,234", 1234),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("0,123", 0.123),
        ("1.2345", 1.2345),
        ("(1.234)", -1234),
        ("-5", -5),
        ("1.000.000,5", 1000000.5),
        (3.0, 3),
        (2.5, 2.5),
        (0.1, 0.1),
    ],
)
def test_a_number_with_either_separator(said: object, meant: float) -> None:
    assert parse_number(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "",
        "abc",
        "1,234,56",
        "1.23.4",
        "1e5",
        "12a",
        "nan",
        "inf",
        float("nan"),
        float("inf"),
        "9" * 30,
        True,
        date(2020, 1, 1),
    ],
)
def test_what_is_no_number_is_refused(said: object) -> None:
    with pytest.raises(ValueProblem, match="Không hiểu số"):
        parse_number(said)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("hơn 1.200 người", Quantity(1200, "more than", "người")),
        ("gần 50", Quantity(50, "nearly")),
        ("khoảng 3.000 hộ", Quantity(3000, "about", "hộ")),
        ("1.200+", Quantity(1200, "more than")),
        ("more than 46 NGOs", Quantity(46, "more than", "NGOs")),
        ("80", Quantity(80)),
        (80, Quantity(80)),
    ],
)
def test_a_reported_number_keeps_how_it_was_said(said: object, meant: Quantity) -> None:
    assert parse_quantity(said) == meant


@pytest.mark.parametrize(
    ("said", "hint", "meant"),
    [
        ("2,5 tỷ đồng", "", Money(2_500_000_000, "VND")),
        ("2 tỷ 500 triệu đồng", "", Money(2_500_000_000, "VND")),
        ("2 tỷ 5", "", Money(2_500_000_000, "VND")),
        ("1tỷ2", "", Money(1_200_000_000, "VND")),
        ("1.200 tỷ đồng", "", Money(1_200_000_000_000, "VND")),
        ("350 triệu", "", Money(350_000_000, "VND")),
        ("USD 1,200,000", "", Money(1_200_000, "USD")),
        ("$1.2m", "", Money(1_200_000, "USD")),
        ("1.234.567 USD", "", Money(1_234_567, "USD")),
        ("US$ 1,200.50", "", Money(1200.5, "USD")),
        ("5 triệu đô la Mỹ", "", Money(5_000_000, "USD")),
        ("20,000 đô la Úc", "", Money(20_000, "AUD")),
        ("200.000đ", "", Money(200_000, "VND")),
        ("3 triệu yên Nhật", "", Money(3_000_000, "JPY")),
        ("khoảng 2 tỷ đồng", "", Money(2_000_000_000, "VND", "about")),
        ("hơn 1 triệu USD", "", Money(1_000_000, "USD", "more than")),
        ("200 triệu đồng (8.000 USD)", "", Money(200_000_000, "VND")),
        (350, "triệu đồng", Money(350_000_000, "VND")),
        ("350", "triệu đồng", Money(350_000_000, "VND")),
        ("350 triệu", "triệu đồng", Money(350_000_000, "VND")),
        ("500 USD", "triệu đồng", Money(500, "USD")),
        ("500 triệu", "USD", Money(500_000_000, "USD")),
        (1200, "1.000 USD", Money(1_200_000, "USD")),
        (0.5, "USD", Money(0.5, "USD")),
        ("12.5", "nghìn EUR", Money(12_500, "EUR")),
        ("-5.000 USD", "", Money(-5_000, "USD")),
        ("-$500", "", Money(-500, "USD")),
        ("(1.200) USD", "", Money(-1_200, "USD")),
        ("USD - 5,000", "", Money(5_000, "USD")),
        ("(5.000 USD)", "", Money(5_000, "USD")),
    ],
)
def test_money_keeps_its_currency(said: object, hint: str, meant: Money) -> None:
    assert parse_money(said, hint) == meant


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("1.200", "currency-missing"),
        (1200, "currency-missing"),
        ("2,500 tỷ", "number-ambiguous"),
        ("3 tỷ 50", "number-ambiguous"),
        ("1 triệu 500 đồng", "number-ambiguous"),
        ("2 tỷ -500 triệu đồng", "money-unreadable"),
        ("abc USD", "money-unreadable"),
        ("500.000 USD; 200 triệu đồng", "money-unreadable"),
        ("1-2 triệu USD", "money-unreadable"),
        ("USD", "money-unreadable"),
        ("500 triệu 2 tỷ đồng", "money-unreadable"),
        ("1 tỷ 25", "number-ambiguous"),
        ("5 USD/người", "money-unreadable"),
    ],
)
def test_money_that_could_mean_two_things_is_refused(said: object, code: str) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_money(said)
    assert refused.value.problem.code == code


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("a; b\nc, d", ["a", "b", "c, d"]),
        ("• Y tế\n• Giáo dục", ["Y tế", "Giáo dục"]),
        ("1. A\n2. B", ["A", "B"]),
        ("Viện (a; b); C", ["Viện (a; b)", "C"]),
        ("(a; b", ["(a", "b"]),
        ("a;;b;a", ["a", "b"]),
        ("a) A\nb. B\nC) C", ["A", "B", "C"]),
        ("W. K. Kellogg Foundation; J. Paul Getty Trust", ["W. K. Kellogg Foundation", "J. Paul Getty Trust"]),
        (None, []),
        (3, ["3"]),
    ],
)
def test_several_values_in_a_cell(said: object, meant: list[str]) -> None:
    assert split_values(said) == meant


def test_commas_part_values_only_on_request_and_never_inside_numbers_or_brackets() -> None:
    assert split_values("Y tế, giáo dục (mầm non, tiểu học), 1,5 tỷ", comma=True) == [
        "Y tế", "giáo dục (mầm non, tiểu học)", "1,5 tỷ"]  # fmt: skip


@pytest.mark.parametrize("said", ["Y tế (60%); Giáo dục (40%)", "Y tế: 60%\nGiáo dục: 40 %", "60% Y tế; 40% Giáo dục"])
def test_shares_of_several_sectors(said: str) -> None:
    assert split_share(said) == [Share("Y tế", 60), Share("Giáo dục", 40)]


def test_shares_above_a_whole_are_refused() -> None:
    with pytest.raises(ValueProblem, match="120%"):
        split_share("Y tế 60%; Giáo dục 60%")


@pytest.mark.parametrize(("said", "share"), [("60%", 60), ("12,5 %", 12.5), (0.6, 60), (60, 60)])
def test_a_percentage(said: object, share: float) -> None:
    assert parse_percent(said) == share


@pytest.mark.parametrize("said", ["120%", "abc", -1])
def test_what_is_no_percentage_is_refused(said: object) -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_percent(said)
    assert refused.value.problem.code == "percent-unreadable"


@pytest.mark.parametrize(
    ("said", "name", "short"),
    [
        ("Family Health International (FHI 360)", "Family Health International", "FHI 360"),
        ("ActionAid (AAV)", "ActionAid", "AAV"),
        ("Trung tâm Hành động (tại Việt Nam)", "Trung tâm Hành động (tại Việt Nam)", ""),
        ("Plan (Việt Nam)", "Plan (Việt Nam)", ""),
    ],
)
def test_an_acronym_in_brackets(said: str, name: str, short: str) -> None:
    assert split_acronym(said) == (name, short)


def test_a_funder_with_its_own_amount() -> None:
    assert split_amount("Quỹ A (10.000 USD)") == ("Quỹ A", Money(10_000, "USD"))
    assert split_amount("Quỹ A: 10.000", "EUR") == ("Quỹ A", Money(10_000, "EUR"))
    assert split_amount("Quỹ (2019)") == ("Quỹ (2019)", None)


@pytest.mark.parametrize("said", [None, "", " - ", "không có", "N/A", "…"])
def test_a_cell_that_says_nothing(said: object) -> None:
    assert is_blank(said)


@pytest.mark.parametrize("said", [0, "0", "Không quân", False])
def test_a_cell_that_says_something(said: object) -> None:
    assert not is_blank(said)


def test_a_refused_value_tells_its_place_and_what_to_do_in_both_languages() -> None:
    with pytest.raises(ValueProblem) as refused:
        parse_date("31/02/2020")
    placed: RowProblem = refused.value.at(file="ds.xlsx", sheet="NGO", row=12, column="C")
    assert placed.problem.where() == "ds.xlsx, trang tính “NGO”, dòng 12, cột C"
    assert placed.problem.where("en") == "ds.xlsx, sheet “NGO”, row 12, column C"
    assert placed.problem.message("vi") == "Không có ngày “31/02/2020” trên lịch."
    assert placed.problem.remedy("en") == "Write it as day/month/year."


ANYTHING = st.one_of(
    st.text(max_size=30),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.text(alphabet="0123456789.,-/ ()%;:+~–tỷriệuđồngUSD$thángnămquýđếnnay", max_size=24),
)
PARSERS = (
    parse_date,
    parse_period,
    parse_number,
    parse_quantity,
    parse_money,
    parse_percent,
    split_values,
    split_share,
    split_acronym,
    split_amount,
)


@pytest.mark.parametrize("parser", PARSERS)
@given(said=ANYTHING)
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_is_read_or_refused_in_words(parser: Callable[[object], object], said: object) -> None:
    try:
        parser(said)
    except ValueProblem as refused:
        assert all((refused.problem.message("vi"), refused.problem.message("en"), refused.problem.remedy("en")))


def test_every_problem_has_words_and_a_remedy_in_both_languages() -> None:
    silent = [
        code for code, words in wordings().items() if not all((words.vi, words.en, words.remedy_vi, words.remedy_en))
    ]
    assert not silent


def test_every_problem_that_is_raised_has_its_words() -> None:
    folder = Path(ingest.__file__).parent
    raised = {
        code
        for file in folder.rglob("*.py")
        for code in re.findall(r'problem\(\s*"([a-z-]+)"', file.read_text("utf-8"))
    }
    assert raised - wordings().keys() == set()


@pytest.mark.parametrize(
    ("said", "signs", "right"),
    [
        ("Huyện A/Huyện B", WORDS, "Huyện A, Hải Phòng; Huyện B"),
        ("Huyện B và huyện a", WORDS, "Huyện B; Huyện A, Hải Phòng"),
        ("Huyện A/Huyện B", (), None),
        ("Huyện A, Quảng Ninh", WORDS, None),
        ("Lê Chân, Hải Phòng, Huyện A", (COMMA, *WORDS), "Lê Chân, Hải Phòng; Huyện A, Hải Phòng"),
        ("Phép màu (60%)", (), "Y tế (60%)"),
        ("Lạ: 60%", (), "Y tế; Giáo dục"),
        ("Huyện C", WORDS, None),
    ],
)
def test_a_value_in_a_cell_is_put_right_and_the_others_stay(said: str, signs: Signs, right: str | None) -> None:
    meant = {"huyen a": "Huyện A, Hải Phòng", "phep mau": "Y tế", "la": "Y tế; Giáo dục"}
    assert put_right(said, meant, signs) == right

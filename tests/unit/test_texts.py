"""The words and the way dates, numbers and money are written in each language."""

import re
import string

import pytest

from graph.texts import LANGS, date_text, keys, money_text, number_text, period_text, text


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_catalogues_hold_the_same_keys() -> None:
    assert keys("vi") == keys("en")


@pytest.mark.parametrize("key", sorted(keys("vi")))
def test_both_languages_name_the_same_values(key: str) -> None:
    assert places(text(key, "vi")) == places(text(key, "en"))
    assert text(key, "vi").strip() and text(key, "en").strip()


def test_whole_numbers_are_written_the_languages_way() -> None:
    assert text("page.cap", "vi", shown=200, total=1340) == "Đang hiện 200 trên 1.340"
    assert text("page.cap", "en", shown=200, total=1340) == "Showing 200 of 1,340"


@pytest.mark.parametrize(("key", "lang"), [("page.nothing_like_it", "vi"), ("page.cap", "fr")])
def test_an_unknown_key_or_language_is_a_slip(key: str, lang: str) -> None:
    with pytest.raises(KeyError):
        text(key, lang)


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        ("2026-01-15", "15/01/2026", "15 Jan 2026"),
        ("2026-01-05", "05/01/2026", "5 Jan 2026"),
        ("2019-05", "05/2019", "May 2019"),
        ("2019", "2019", "2019"),
        ("2026-11-22T08:01:00+07:00", "22/11/2026", "22 Nov 2026"),
        (None, "", ""),
        ("", "", ""),
        ("khoảng 2013", "khoảng 2013", "khoảng 2013"),
        ("2019-13", "2019-13", "2019-13"),
    ],
)
def test_a_date_keeps_its_precision(day: str | None, vi: str, en: str) -> None:
    assert (date_text(day, "vi"), date_text(day, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("since", "until", "vi", "en"),
    [
        ("2019", "2021-05", "2019 – 05/2021", "2019 – May 2021"),
        ("2019", None, "từ 2019", "since 2019"),
        (None, "2021", "đến 2021", "until 2021"),
        ("2019-05-12", "2019-05-12", "12/05/2019", "12 May 2019"),
        (None, None, "", ""),
    ],
)
def test_a_period_says_which_end_is_open(since: str | None, until: str | None, vi: str, en: str) -> None:
    assert (period_text(since, until, "vi"), period_text(since, until, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        (1234567, "1.234.567", "1,234,567"),
        (1234567.5, "1.234.567,5", "1,234,567.5"),
        (1.125, "1,13", "1.13"),
        (0.1038, "0,104", "0.104"),
        (-1200, "-1.200", "-1,200"),
        (100, "100", "100"),
        (0, "0", "0"),
        (None, "", ""),
    ],
)
def test_a_number(number: float | None, vi: str, en: str) -> None:
    assert (number_text(number, "vi"), number_text(number, "en")) == (vi, en)


def test_money_keeps_its_own_currency() -> None:
    assert money_text(1234567, "USD", "vi") == "1.234.567 USD"
    assert money_text(1234567, "USD", "en") == "1,234,567 USD"
    assert money_text(2_500_000_000, None, "vi") == "2.500.000.000"
    assert money_text(None, "USD", "vi") == ""


def test_vietnamese_has_no_letters_left_in_pieces() -> None:
    combining = re.compile("[\u0300-\u036f]")
    assert [key for key in keys("vi") if combining.search(text(key, "vi"))] == []
    assert LANGS == ("vi", "en")

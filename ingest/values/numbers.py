"""Numbers as written in Vietnam and abroad.

The rule for a lone separator: followed by exactly three digits (and with one to three before it, not a
lone zero) it parts thousands, `1.234` = `1,234` = 1234; otherwise it is the decimal sign, `12,5` = `12.5`.
Where dots and commas both occur the last one is the decimal sign, unless it occurs twice.
"""

import re
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple

from graph.names import nfc
from ingest.problems import ValueProblem, problem

_BLANK = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "–",
        "—",
        "_",
        ".",
        "..",
        "...",
        "…",
        "/",
        "x",
        "n/a",
        "na",
        "#n/a",
        "null",
        "none",
        "nil",
        "không",
        "không có",
        "chưa có",
        "chưa rõ",
        "không rõ",
        "unknown",
        "not available",
        "tbd",
    }
)
_BLANK_LENGTH = 40  # with blanks and stars around the word
_SIGNS = re.compile(r"[\s\u00a0\u2009\u202f']")
_GROUPED = re.compile(r"(?:0|[1-9]\d{0,2})(?:([.,])\d{3})(?:\1\d{3})*")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_BOTH = re.compile(r"\d{1,3}(?:([.,])\d{3})+(?!\1)[.,]\d+")
_SPACED = re.compile(r"\d{1,3}(?:[\s\u00a0\u2009\u202f']\d{3})+(?:[.,]\d+)?")

_DEGREES = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE]-?\d+)?")

QUALIFIERS = {
    "about": r"khoảng|tương đương|ước(?: tính| đạt)?|xấp xỉ|chừng|độ|tầm|about|around|approx(?:\.|imately)?|circa|ca\.|some|~|≈",
    "more than": r"hơn|trên|vượt|more than|over|above|>",
    "nearly": r"gần|suýt soát|nearly|almost|close to",
    "at least": r"ít nhất|tối thiểu|không dưới|at least|min(?:imum)?|>=|≥",
    "at most": r"tối đa|không quá|at most|up to|max(?:imum)?|<=|≤",
    "less than": r"dưới|chưa đến|less than|under|below|<",
}
_QUALIFIER = re.compile("|".join(f"(?P<q{at}>{words})" for at, words in enumerate(QUALIFIERS.values())), re.I)
_QUANTITY = re.compile(r"([-+]?\d[\d.,\s\u00a0\u202f']*)(%|.*)", re.S)


class Quantity(NamedTuple):
    """A number with how it was said ("about", "more than", "nearly", ...) and what of ("người")."""

    amount: int | float
    qualifier: str = ""
    unit: str = ""


def is_blank(value: object) -> bool:
    """Whether a cell says nothing: empty, a dash, "không có", "n/a"."""
    if not isinstance(value, str):
        return value is None
    return len(value) <= _BLANK_LENGTH and " ".join(value.split()).strip(" *").casefold() in _BLANK


def parse_number(value: object) -> int | float:
    """`1.234,5` `1,234.5` `1 234` `(1.234)` -> a number, an integer when it is whole."""
    if isinstance(value, bool | date | time):
        raise ValueProblem(problem("number-unreadable", value))
    if isinstance(value, int | float):
        return plain(Decimal(str(value)))
    return plain(decimal(nfc(str(value)).strip(), "number-unreadable"))


def parse_quantity(value: object) -> Quantity:
    """`hơn 1.200 người` -> Quantity(1200, "more than", "người")."""
    if not isinstance(value, str):
        return Quantity(parse_number(value))
    qualifier, text = split_qualifier(value)
    found = _QUANTITY.fullmatch(text)
    if not found or re.search(r"\d", found[2]):
        raise ValueProblem(problem("number-unreadable", value))
    more = "more than" if found[2].startswith("+") else ""
    return Quantity(parse_number(found[1]), qualifier or more, found[2].strip(" +"))


def parse_percent(value: object) -> float:
    """`60%` `60 %` `60` -> 60.0; a real number from 0 to 1 is a fraction, as Excel keeps percentages."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        share = float(value) * 100 if 0 < value <= 1 else float(value)
    else:
        share = float(plain(decimal(str(value).strip().removesuffix("%").strip(), "percent-unreadable")))
    if not 0 <= share <= 100:
        raise ValueProblem(problem("percent-unreadable", value))
    return round(share, 6)


def parse_degrees(value: object) -> float:
    """`20.865` `20,865` `20.865°` -> 20.865: in degrees no sign parts thousands, and none is beyond 180."""
    text = str(value).strip().removesuffix("°").replace(",", ".").replace("−", "-")
    if isinstance(value, bool) or not _DEGREES.fullmatch(text) or abs(float(text)) > 180:
        raise ValueProblem(problem("number-unreadable", value))
    return float(text)


def split_qualifier(text: str) -> tuple[str, str]:
    """ "khoảng 5 tỷ" -> ("about", "5 tỷ"); ("", text) when nothing qualifies the number."""
    text = " ".join(nfc(text).split())
    found = _QUALIFIER.match(text)
    if not found or (text[found.end() :][:1].isalpha() and found[0][-1].isalpha()):
        return "", text
    name = list(QUALIFIERS)[int(str(found.lastgroup)[1:])]
    return name, text[found.end() :].strip()


def decimal(text: str, code: str) -> Decimal:
    """The digits of a text as an exact number; raises ValueProblem with this code."""
    digits, sign = text, 1
    if text.startswith("(") and text.endswith(")"):
        digits, sign = text[1:-1].strip(), -1
    if digits[:1] in "+-−":
        digits, sign = digits[1:].strip(), -sign if digits[:1] in "-−" else sign
    digits = digits.strip()
    if _SPACED.fullmatch(digits):
        return sign * Decimal(_SIGNS.sub("", digits).replace(",", "."))
    if _BOTH.fullmatch(digits):
        whole, part = re.split(r"[.,](?=\d+$)", digits)
        return sign * Decimal(f"{re.sub('[.,]', '', whole)}.{part}")
    if _GROUPED.fullmatch(digits) and not re.match(r"0[.,]", digits):
        return sign * Decimal(re.sub("[.,]", "", digits))
    if _PLAIN.fullmatch(digits):
        return sign * Decimal(digits.replace(",", "."))
    raise ValueProblem(problem(code, text))


def plain(number: Decimal) -> int | float:
    """An int when whole, else a float; what no 64-bit number holds is refused with ValueProblem."""
    if not number.is_finite() or abs(number) >= 2**63:
        raise ValueProblem(problem("number-unreadable", number))
    return int(number) if number == number.to_integral_value() else float(number)

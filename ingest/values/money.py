"""Amounts of money: `2,5 tỷ đồng`, `USD 1,200,000`, `$1.2m`, `350 triệu`.

The currency stays the original one. A Vietnamese magnitude without a currency ("350 triệu") is in VND; a
bare number needs a unit from its heading, else it is refused: nobody may guess a currency.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from graph.names import nfc
from ingest.problems import ValueProblem, problem
from ingest.values.numbers import decimal, plain, split_qualifier

CURRENCIES = {
    "USD": r"usd|us\s?\$|đô\s?la mỹ|đô\s?la|us dollars?|u\.s\. dollars?|dollars? mỹ|\$",
    "EUR": r"eur|euros?|ơ\s?rô|€",
    "JPY": r"jpy|yên nhật|yên|japanese yen|yen|¥|円",
    "KRW": r"krw|won hàn quốc|won|₩",
    "GBP": r"gbp|bảng anh|pounds?|£",
    "CNY": r"cny|rmb|nhân dân tệ|tệ|yuan",
    "AUD": r"aud|a\$|đô\s?la úc|đô\s?la australia",
    "CAD": r"cad|c\$|đô\s?la canada",
    "SGD": r"sgd|s\$|đô\s?la singapore",
    "NZD": r"nzd|nz\$",
    "HKD": r"hkd|hk\$",
    "TWD": r"twd|nt\$",
    "CHF": r"chf|phờ\s?răng thụy sĩ|franc thụy sĩ",
    "SEK": r"sek",
    "NOK": r"nok",
    "DKK": r"dkk",
    "THB": r"thb|bạt|baht",
    "LAK": r"lak|kíp|kip",
    "KHR": r"khr|riel",
    "INR": r"inr|rupees?",
    "RUB": r"rub|rúp",
    "VND": r"vnd|vnđ|việt nam đồng|đồng việt nam|đồng|vietnamese dong|vietnam dong|dong|đ|₫",
}
MAGNITUDES = {
    "nghìn tỷ": 10**12,
    "ngàn tỷ": 10**12,
    "nghìn tỉ": 10**12,
    "ngàn tỉ": 10**12,
    "trillion": 10**12,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "billion": 10**9,
    "bn": 10**9,
    "ty": 10**9,
    "trăm triệu": 10**8,
    "triệu": 10**6,
    "trieu": 10**6,
    "tr": 10**6,
    "trđ": 10**6,
    "tỷđ": 10**9,
    "million": 10**6,
    "mio": 10**6,
    "mil": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "nghin": 10**3,
    "thousand": 10**3,
    "k": 10**3,
}
VIETNAMESE = frozenset(
    word
    for word in MAGNITUDES
    if word not in {"trillion", "billion", "bn", "million", "mio", "mil", "mn", "m", "thousand", "k"}
)


def _spelled(pattern: str) -> str:
    """A spelling that stands as a word of its own where it begins or ends in a letter."""
    edge = r"(?<![^\W\d_])" if pattern[0].isalpha() else ""
    return f"{edge}(?:{pattern})" + (r"(?![^\W\d_])" if pattern[-1].isalpha() or pattern[-1] == "?" else "")


_SPELLINGS = {code: sorted(patterns.split("|"), key=len, reverse=True) for code, patterns in CURRENCIES.items()}
_CURRENCY = re.compile(
    "|".join(
        f"(?P<{code}{at}>{_spelled(pattern)})"
        for code, at, pattern in sorted(
            ((code, at, one) for code, ones in _SPELLINGS.items() for at, one in enumerate(ones)),
            key=lambda found: -len(found[2]),
        )
    ),
    re.I,
)
_NUMBER = r"[-−+]?\d(?:[\d.,'\u00a0\u202f ]*\d)?|\([\d.,\s]+\)"
_WORD = "|".join(re.escape(word) for word in sorted(MAGNITUDES, key=len, reverse=True))
_PART = re.compile(rf"\s*({_NUMBER})\s*({_WORD})?(?:\.|\b)?\s*", re.I)
_BARE = re.compile(r"[\d\s.,'()+−-]*")
# A dash right before the digits or their sign of currency, or brackets around the number alone; other dashes part words.
_NEGATIVE = re.compile(r"(?:\D*[\s$€£¥])?[-−][$€£¥]?\d|\D*\([\d.,\s]*\d\)")
_CONVERSION = re.compile(
    r"(?<=\S)\s*(?:\([^()]*\d[^()]*\)|[,;]?\s*(?:tương đương|quy đổi|equivalent to|equal to|tức)\s.*\d.*)\s*$",
    re.I | re.S,
)
_SCALED_UNIT = re.compile(r"1[.,\s]?000(?P<million>[.,\s]?000)?|10\^(?P<power>[369])")


class Money(NamedTuple):
    """An amount in units of its currency (ISO 4217), with how it was said ("about", "more than", ...)."""

    amount: int | float
    currency: str
    qualifier: str = ""


def parse_money(value: object, unit_hint: str = "") -> Money:
    """One amount. `unit_hint` is a heading's or neighbour's unit ("USD", "triệu đồng", "1000 USD").

    What the cell says itself goes before the hint: a currency in the cell switches the hint off, a magnitude in
    the cell switches off the hint's magnitude. An amount in another currency that follows in brackets or after
    "tương đương" is taken for a conversion and left out. Raises ValueProblem.
    """
    hinted, scale = _unit(unit_hint)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Money(plain(Decimal(str(value)) * scale), _sure(hinted, value))
    qualifier, text = split_qualifier(_CONVERSION.sub("", nfc(str(value))))
    currency, bare = _take_currency(text)
    if not qualifier:
        qualifier, bare = split_qualifier(bare)
    amount, magnitudes = _sum(bare, str(value))
    if not currency:
        currency = hinted or ("VND" if magnitudes & VIETNAMESE else "")
        amount *= 1 if magnitudes else scale
    return Money(plain(amount), _sure(currency, value), qualifier)


def _sure(currency: str, value: object) -> str:
    if not currency:
        raise ValueProblem(problem("currency-missing", value))
    return currency


def _sum(text: str, said: str) -> tuple[Decimal, frozenset[str]]:
    """ "2 tỷ 500 triệu" -> 2.5e9; parts must fall in magnitude, and nothing else may stand between.

    "2 tỷ 5" says a tenth of the magnitude before; whether "2 tỷ 50" or "2 tỷ 500" does nobody can tell.
    """
    total, at, words, last = Decimal(0), 0, set[str](), Decimal("Infinity")
    while at < len(text):
        found = _PART.match(text, at)
        if not found or found.end() == at:
            raise ValueProblem(problem("money-unreadable", said))
        word = (found[2] or "").lower()
        factor = Decimal(MAGNITUDES.get(word, 1))
        tail = found[1].strip() if words and not word else ""
        if words & VIETNAMESE and re.fullmatch(r"\d", tail):
            factor = last / 10
        elif factor >= last or (words and not found[1][0].isdigit()):
            raise ValueProblem(problem("money-unreadable", said))
        elif 0 < len(tail) < 4 or (word in VIETNAMESE and re.fullmatch(r"[1-9]\d{0,2},\d{3}", found[1].strip())):
            raise ValueProblem(problem("number-ambiguous", said))
        total += decimal(found[1].strip(), "money-unreadable") * factor
        words |= {word} if word else set()
        at, last = found.end(), factor
    if last == Decimal("Infinity"):
        raise ValueProblem(problem("money-unreadable", said))
    return total, frozenset(words)


def _take_currency(text: str) -> tuple[str, str]:
    """The currency named in the text and the text without it; ("", text) when none is."""
    if _BARE.fullmatch(text):
        return "", text.strip()
    found = {str(match.lastgroup)[:3] for match in _CURRENCY.finditer(text)}
    if not found:
        return "", text.strip()
    if len(found) > 1:
        raise ValueProblem(problem("money-unreadable", text))
    bare = _CURRENCY.sub(" ", text).strip(" .,;:()-–−/")
    return found.pop(), f"-{bare}" if bare[:1].isdigit() and _NEGATIVE.match(text) else bare


@lru_cache(maxsize=1024)
def _unit(hint: str) -> tuple[str, Decimal]:
    """ "triệu đồng" -> ("VND", 1e6)."""
    if not hint.strip():
        return "", Decimal(1)
    currency, rest = _take_currency(" ".join(nfc(hint).split()))
    scale = Decimal(1)
    if scaled := _SCALED_UNIT.search(rest):
        scale = Decimal(10) ** int(scaled["power"] or (6 if scaled["million"] else 3))
    word = re.search(rf"\b({_WORD})\b", rest, re.I)
    named = Decimal(MAGNITUDES[word[1].lower()]) if word else Decimal(1)
    currency = currency or ("VND" if word and word[1].lower() in VIETNAMESE else "")
    return currency, scale * named

"""A question as words: letters and digits with what joins them in numbers and dates, each as typed and as compared."""

import re
from dataclasses import dataclass

from graph.names import fold, key, nfc

MOST_CHARACTERS = 2_000
CODE = re.compile(r"[A-Za-zĐđ]{1,8}(?:-[A-Za-z]{1,8})*-\d[\w/-]*\d|\d{1,6}/[A-Za-zĐđ][\w/-]*")
"""The number of a decision, item or licence: HP-2024-053, 541/QĐ-UBND."""
_WORD = re.compile(rf"{CODE.pattern}|[$€£¥₫%]|\d[\d.,/-]*\d|\d|[^\W\d_]+|[^\W_]")
_MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")
_SQUARE = re.compile(r"\bkm[2²]", re.IGNORECASE)
_UNITS = re.compile(r"(\d)(?=(?:k|m|bn|usd|eur|vnd|tr|ty|tỷ|triệu|đồng|đ)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `raw` as typed, `key` with its accents, `fold` without; `at` is where it begins in the text."""

    raw: str
    key: str
    fold: str
    at: int

    @property
    def plain(self) -> bool:
        """Typed without accents."""
        return self.key == self.fold


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in any script; signs part words and are left out, but those of money and percent."""
    clean = _MARKS.sub("", _UNITS.sub(r"\1 ", _SQUARE.sub("km ", nfc(text))))
    return tuple(_token(found[0], found.start()) for found in _WORD.finditer(clean))


def _token(raw: str, at: int) -> Token:
    if CODE.fullmatch(raw):
        return Token(raw, raw.casefold(), raw.casefold(), at)
    if not raw[0].isalpha():
        return Token(raw, raw, raw, at)
    return Token(raw, key(raw) or raw, fold(raw).replace(" ", "") or raw, at)

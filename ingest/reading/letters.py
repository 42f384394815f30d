"""A text and its two copies of the same length, so that an offset means one place in all three.

`low` is lower case with one tone placement: accents decide. `plain` has no accents either: for text typed without them.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from graph.names import fold, nfc

WORD = re.compile(r"[^\W_]+")
ACCENTED = 0.3
"""Vietnamese text bears accents on more than this share of its words; English with Vietnamese names on fewer."""
_BLANKS = re.compile(r"[^\S\n]+")
_ENDS = re.compile(r" *\n *")
_GAPS = re.compile(r"\n{3,}")
_OLD, _NEW = (
    ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
    ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
)
_PLACED = dict(zip(_OLD, _NEW, strict=True))
_OLD_PLACEMENT = re.compile(rf"(?:{'|'.join(_OLD)})(?!\w)")


class _Low(dict[int, str]):
    """Each letter small, worked out once; one that would become several stays as it is."""

    def __missing__(self, code: int) -> str:
        small = chr(code).lower()
        self[code] = small if len(small) == 1 else chr(code)
        return self[code]


class _Plain(dict[int, str]):
    """Each letter small and without its accents, likewise."""

    def __missing__(self, code: int) -> str:
        bare = fold(chr(code)) if chr(code).isalpha() else ""
        self[code] = bare if len(bare) == 1 else _LOW[code]
        return self[code]


_LOW, _PLAIN = _Low(), _Plain()


def kept(text: str) -> str:
    """The text as it is kept: NFC, single blanks, at most one blank line, no control or invisible signs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\u2028", "\n")
    seen = "".join(
        sign for sign in nfc(lines) if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs")
    )
    return _GAPS.sub("\n\n", _ENDS.sub("\n", _BLANKS.sub(" ", seen))).strip()


def low(text: str) -> str:
    """Lower case, `oà` for `òa`, as long as the text."""
    return _OLD_PLACEMENT.sub(lambda found: _PLACED[found[0]], text.translate(_LOW))


def plain(text: str) -> str:
    """Lower case without accents, as long as the text."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


def words(text: str) -> list[str]:
    """The words of a name as the gazetteer knows them: small, without accents."""
    return WORD.findall(plain(text))


@dataclass(frozen=True)
class Text:
    """A kept text with its copies and its words; `starts` and `ends` are the places of each word."""

    text: str
    low: str = field(init=False)
    plain: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", low(self.text))
        object.__setattr__(self, "plain", plain(self.text))

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        return [found.span() for found in WORD.finditer(self.plain)]

    @cached_property
    def words(self) -> list[str]:
        return WORD.findall(self.plain)

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that are written small somewhere."""
        return frozenset(found[0] for found in WORD.finditer(self.text) if found[0].islower())

    def word(self, at: int) -> str:
        """The word of this number as it is written; "" where there is none."""
        return self.text[slice(*self.spans[at])] if 0 <= at < len(self.spans) else ""

    def accented(self, at: int) -> bool:
        """Whether the line at this place is Vietnamese with its accents, so that a bare word is meant to be bare."""
        return self._line(at)[0]

    def shouting(self, at: int) -> bool:
        """Whether the line at this place is all in capitals."""
        return self._line(at)[1]

    def _line(self, at: int) -> tuple[bool, bool]:
        return self._lines[bisect_right(self._lines, at, key=lambda line: line[2]) - 1][:2]

    @cached_property
    def _lines(self) -> list[tuple[bool, bool, int]]:
        """Of each line whether it is accented, whether it is in capitals, and where it begins."""
        return [(*_manner(found[0]), found.start()) for found in re.finditer(r"[^\n]*\n?", self.text)]


def _manner(line: str) -> tuple[bool, bool]:
    said = WORD.findall(line)
    letters = [word for word in said if word.isalpha()]
    marked = sum(1 for word in letters if low(word) != plain(word))
    high = sum(1 for word in letters if word.isupper())
    return marked > ACCENTED * len(letters), len(letters) >= 4 and high > 0.7 * len(letters)

"""Comparing names, and finding them.

Two forms of a name, for two uses that must not be mixed up:

- `key` is identity: the same spelling written in another way (NFC or NFD, capitals, old or new tone
  placement, punctuation) gives the same key; another accent gives another key.
- `fold` is finding: accents off, so that what is typed without them still finds the thing. Never merge
  on it, and never show it: folding may turn a harmless sign into a harmful one (the sign U+226E holds a `<`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OLD_PLACEMENT = re.compile(rf"(o(?=[{_TONES}][ae])|u(?=[{_TONES}]y))([{_TONES}])([aey])(?![\w\u0300-\u036f])")
_DIACRITICS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "þ": "th", "ħ": "h"}
    | {"ŧ": "t", "ŋ": "n", "ɖ": "d", "ƒ": "f", "ə": "e"}
)
_LITTLE_WORDS = frozenset({"các", "và", "của", "the", "of", "and", "for", "in", "de", "du", "des", "la", "le", "et"})
JOINED_WORDS = 4
_REMEMBERED = 1 << 13  # names of partners come back in row after row; titles do not, and would only fill memory
_STROKE_D = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=_REMEMBERED)
def key(text: str) -> str:
    """The identity of a spelling: `Hoà`, `HÒA` and `hòa` are one key, `Giang` and `Giàng` are two."""
    if text.isascii():
        return _words(text.lower())
    lowered = nfc(unicodedata.normalize("NFD", text).translate(_STROKE_D).casefold())
    return nfc(_OLD_PLACEMENT.sub(r"\1\3\2", unicodedata.normalize("NFD", _words(lowered))))


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Plain lower-case words by one space, for finding only: never a ground for merging, never shown."""
    if text.isascii():
        return _words(text.lower())
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", key(text)).casefold())
    return nfc(_words(_DIACRITICS.sub("", decomposed.translate(_LETTERS))))


def spelling(text: str) -> Callable[[str], str]:
    """How known words are looked for in a text: accents decide ("Vụ" is a department, "Vũ" a family name) unless it is
    typed without any."""
    return key if _accented(text) else fold


def joined(text: str) -> str:
    """`fold` without its spaces: `haiphong` for `Hải Phòng`."""
    return fold(text).replace(" ", "")


def search_text(names: Iterable[str]) -> str:
    """What a search index holds for a thing: each name folded, and the shorter ones in one word as well."""
    found: dict[str, None] = {}
    for name in names:
        words = fold(name)
        found[words] = None
        if 1 < len(words.split()) <= JOINED_WORDS:
            found[words.replace(" ", "")] = None
    return " ".join(word for word in found if word)


def veto(a: str, b: str) -> bool:
    """Whether the accents forbid that two names are one: both bear accents, and a word differs in them alone.

    `Cẩm Giang` and `Cẩm Giàng` are vetoed; `Cẩm Giang` and `Cam Giang` are not, as the second says nothing.
    """
    if not (_accented(a) and _accented(b)):
        return False
    ours, theirs = _spellings(a), _spellings(b)
    return any(ours[word].isdisjoint(theirs[word]) for word in ours.keys() & theirs.keys())


def acronym(name: str) -> str:
    """Initials in capitals without tones, small words left out: `ĐSQ` for `Đại sứ quán`."""
    initials = (word[0] for word in key(name).split() if word not in _LITTLE_WORDS)
    return "".join(letter if letter == "đ" else fold(letter)[:1] for letter in initials).upper()


def _words(text: str) -> str:
    """Letters, marks and digits by one space; every other sign parts words, an invisible one vanishes."""
    return " ".join(text.translate(_SIGNS).split())


class _Signs(dict[int, str]):
    """What stands for a sign in words, found out once a sign."""

    def __missing__(self, point: int) -> str:
        kind = unicodedata.category(chr(point))
        self[point] = chr(point) if kind[0] in "LMN" else "" if kind == "Cf" else " "
        return self[point]


_SIGNS = _Signs()


def _accented(name: str) -> bool:
    return key(name) != fold(name)


def _spellings(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for word in key(name).split():
        found.setdefault(fold(word), set()).add(word)
    return found

"""What words in names of organisations mean: "quỹ", "fondation" and "Stiftung" are one form, "trẻ em" and "enfants" one topic.

The tables stand in `knowledge/`: `words.csv` (concepts in several languages), `countries.csv` (countries and their
adjectives), `abbreviations.csv` (what offices write short). A word with diacritics is met by its exact spelling or by
one without any; a short Vietnamese word needs its diacritics, as "so" is not "sở" in an English name.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from graph.names import fold, key
from graph.reference import countries, provinces

_LANGUAGES = ("en", "vi", "fr", "de", "es", "other", "asian")
_SHORT = 3


class Sense(NamedTuple):
    """What a word or phrase means: `kind` is stop, legal, scope, form.*, topic, region, country or place."""

    kind: str
    concept: str
    lang: str
    spelled: str
    capitals: bool


class Lexicon(NamedTuple):
    """`phrases`: folded phrase -> senses; `longest`: first word -> most words of a phrase; `joined`: unspaced scripts."""

    phrases: dict[str, tuple[Sense, ...]]
    longest: dict[str, int]
    joined: dict[str, Sense]


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a knowledge table."""
    text = files("graph.resolution").joinpath("knowledge", name).read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines()))


@cache
def lexicon() -> Lexicon:
    """All tables as one look-up."""
    phrases: dict[str, dict[Sense, None]] = {}
    longest: dict[str, int] = {}
    joined: dict[str, Sense] = {}
    for word, kind, concept, lang in _entries():
        folded = fold(word)
        if not folded:
            continue
        sense = Sense(kind, concept, lang, key(word), _needs_capitals(word, kind))
        if unspaced(folded):
            joined.setdefault(folded.replace(" ", ""), sense)
            continue
        phrases.setdefault(folded, {})[sense] = None
        first, *rest = folded.split()
        longest[first] = max(longest.get(first, 1), len(rest) + 1)
    return Lexicon({phrase: tuple(senses) for phrase, senses in phrases.items()}, longest, joined)


@cache
def abbreviations() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of what is written short, and its long forms."""
    full = {row["short"]: row["full"] for row in table("abbreviations.csv")}
    ordered = sorted(full, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w&])\.?"), full


def unspaced(text: str) -> bool:
    """Whether a text is in a script that writes words together (Han, Kana, Hangul)."""
    return not text.isascii() and any(
        "\u3040" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7af" for sign in text
    )


def _entries() -> Iterator[tuple[str, str, str, str]]:
    for row in table("words.csv"):
        for lang in _LANGUAGES:
            for word in filter(None, row[lang].split("|")):
                yield word, row["kind"], row["concept"], lang
    for row in table("countries.csv"):
        for word in row["words"].split("|"):
            yield word, "country", row["country"], ""
    for country in countries().values():
        for name in country.names:
            yield name, "country", country.alpha2, ""
    for province in provinces().values():
        for name in province.names:
            if len(fold(name)) > _SHORT:
                yield name, "place", fold(province.name_vi), ""


def _needs_capitals(word: str, kind: str) -> bool:
    """Short words that are abbreviations ("UN", "US") are told from words ("un", "us") by their capitals."""
    return (
        kind in ("country", "region", "topic", "scope", "form.school", "form.hospital")
        and word.isascii()
        and len(word) <= _SHORT
    )

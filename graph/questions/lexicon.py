"""The words the grammar knows: phrases of the word files and of the reference data, in one tree by their folded words."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.names import fold, key
from graph.questions.tokens import Token

_LONG = 6
_CONTENT = frozenset({
    "of", "role", "licence", "form", "agreement", "status", "direction", "thing", "title", "language", "region", "tagged",
    "amount", "group", "gaps", "topic",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tag:
    """What a phrase stands for: a section of the word files ("role") with its value ("funder"), or a named thing."""

    kind: str
    value: object


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found at the words [first, last); `slips` 0 as spelled, 1 typed without accents, 2 accents differ."""

    first: int
    last: int
    tags: tuple[Tag, ...]
    slips: int


@dataclass(slots=True)
class _Node:
    below: dict[str, "_Node"] = field(default_factory=dict[str, "_Node"])
    ends: dict[tuple[str, ...], list[Tag]] = field(default_factory=dict[tuple[str, ...], list[Tag]])


class Lexicon:
    """Phrases -> tags."""

    def __init__(self, entries: Iterable[tuple[str, Tag]]) -> None:
        self._root = _Node()
        self._words: dict[str, None] = {}
        for phrase, tag in entries:
            self._add(phrase, tag)
        self._long = [word for word in self._words if len(word) >= _LONG]

    def _add(self, phrase: str, tag: Tag) -> None:
        node = self._root
        keys = tuple(key(phrase).split()) or (phrase,)  # a sign of money stands for itself
        for word in (fold(each) or each for each in keys):
            self._words.setdefault(word)
            node = node.below.setdefault(word, _Node())
        if keys and tag not in node.ends.setdefault(keys, []):
            node.ends[keys].append(tag)

    def hits(self, typed: Sequence[Token]) -> Iterator[Hit]:
        """Every phrase that stands in the words, those within others too."""
        for first in range(len(typed)):
            node, last = self._root, first
            while last < len(typed) and (below := node.below.get(typed[last].fold)):
                node, last = below, last + 1
                if node.ends and (hit := _hit(node, typed[first:last], first)):
                    yield hit

    def mended(self, word: str) -> str | None:
        """The one long word of the lexicon that is a slip away from this folded word."""
        if len(word) < _LONG or word in self._words:
            return None
        found = process.extract(word, self._long, scorer=OSA.distance, score_cutoff=1, limit=2)
        return found[0][0] if len(found) == 1 else None


def _hit(node: _Node, typed: Sequence[Token], first: int) -> Hit | None:
    """The tags of the phrases that are spelled most like the words. Places typed without accents are all those they may
    be: "Ha Nam" is no nearer to an English name than to Hà Nam."""
    by: dict[int, list[Tag]] = {}
    for keys, found in node.ends.items():
        by.setdefault(_slips(keys, typed), []).extend(found)
    best = min(by, default=3)
    if best == 3:
        return None
    tags = by[best]
    if best == 0 and all(token.plain for token in typed):
        tags = tags + [tag for tag in by.get(1, ()) if tag.kind == "place"]
    return Hit(first, first + len(typed), tuple(dict.fromkeys(tags)), best)


def _slips(keys: Sequence[str], typed: Sequence[Token]) -> int:
    different = [token for word, token in zip(keys, typed, strict=True) if word != token.key]
    if not different:
        return 0
    if all(token.plain for token in different):
        return 1
    # An accent wrong or missing in one word of a longer phrase is forgiven; a word alone would be another word.
    long = len(keys) > 1 and sum(map(len, keys)) > _LONG
    return 2 if long and len(different) == 1 else 3


@cache
def word_file(name: str) -> dict[str, dict[str, str]]:
    """Section -> value -> phrases divided by `|`."""
    return tomllib.loads((files("graph.questions.words") / f"{name}.toml").read_text(encoding="utf-8"))


def phrases(name: str, foreign: bool = False) -> Iterator[tuple[str, Tag]]:
    """The entries of a word file; of a `foreign` one only the words that carry meaning in any sentence."""
    for section, entries in word_file(name).items():
        if not foreign or section in _CONTENT:
            for value, told in entries.items():
                yield from ((phrase, Tag(section, value)) for phrase in told.split("|"))

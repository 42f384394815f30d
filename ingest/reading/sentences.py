"""Sentences of a kept text, each with its place, its language and the headings it stands under.

A line is a paragraph, unless the text is wrapped: then lines that go on are one. A short line without a full stop is a
heading; what is said below it is said of what it names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ingest.reading.letters import ACCENTED, WORD, low, plain
from ingest.reading.lexicon import word_set

_LINE = re.compile(r"[^\n]+")
_CLOSED = re.compile(r"[.!?:;…|]['\"”’)\]]*\s*$")
_END = re.compile(
    r"(?<=[.!?…])['\"”’)\]]*\s+(?=['\"“‘(\[]?[^\W_a-zà-ỹ]|['\"“‘(\[]?[A-ZĐÀ-Ỹ\d])|;\s+(?=[A-ZĐ\d])|\s\|\s*"
)
_SHORTENED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|no|art|vol|pp|fig|e\.g|i\.e|approx|co|ltd|inc|corp|jr|tp|t\.p|ths|ts|pgs|gs|bs|ks|đ\/c|q"
    r"|p|x|tx|tt|vs|u\.s|u\.s\.a|u\.k)|\b[A-ZĐ]|(?:^|\n)\s*(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-zđ]))\.$",
    re.I,
)
_ITEM = re.compile(r"\s*(?:[-–—•*+▪]|\(?(?:\d{1,2}|[a-zđ]|[ivxIVX]{1,4})[.)])\s")
_ENGLISH = word_set("english")
_VIETNAMESE = word_set("vietnamese")
_HEADING = 180
_WRAPPED = range(45, 131)


@dataclass(frozen=True)
class Sentence:
    """`text` from `start` on; `heading` is the line above it that names what it is about ("" for none)."""

    text: str
    start: int
    heading: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def said(self) -> str:
        """The sentence in one line."""
        return " ".join(self.text.split())

    @cached_property
    def low(self) -> str:
        return low(self.text)

    @cached_property
    def plain(self) -> str:
        return plain(self.text)

    @cached_property
    def lang(self) -> str:
        return language(self.text)

    @cached_property
    def accented(self) -> bool:
        """Whether its Vietnamese is written with accents."""
        return self.lang == "vi" and _marked(self.text) > ACCENTED


def language(text: str) -> str:
    """ "vi" or "en", by accents, and by little words where there are none; "" for neither."""
    if _marked(text) > ACCENTED:
        return "vi"
    said = WORD.findall(plain(text))
    english, vietnamese = (sum(word in known for word in said) for known in (_ENGLISH, _VIETNAMESE))
    return "vi" if vietnamese > english else "en" if english or (said and _marked(text) == 0) else ""


def _marked(text: str) -> float:
    said = [word for word in WORD.findall(text) if word.isalpha()]
    return sum(low(word) != plain(word) for word in said) / len(said) if said else 0.0


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a kept text in their order, headings among them."""
    heading = ""
    for start, end in _paragraphs(text):
        paragraph = text[start:end]
        if is_heading(paragraph):
            yield Sentence(paragraph, start, heading)
            heading = paragraph
        else:
            yield from (Sentence(said, start + at, heading) for at, said in _cut(paragraph))


def is_heading(paragraph: str) -> bool:
    """Whether a paragraph is short, in one line, and no sentence."""
    said = paragraph.strip()
    short = len(said) <= _HEADING and "\n" not in said and not _CLOSED.search(said) and not said.endswith(",")
    return short and not _ITEM.match(said) and said[:1].upper() == said[:1] and not re.search(r"[.!?]\s+[A-ZĐ]", said)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines, and runs of lines where the text is wrapped."""
    lines = [found.span() for found in _LINE.finditer(text)]
    width = _width([end - start for start, end in lines])
    at = 0
    while at < len(lines):
        start, end = lines[at]
        while at + 1 < len(lines) and _goes_on(text, lines[at], lines[at + 1], width):
            at += 1
            end = lines[at][1]
        yield start, end
        at += 1


def _width(lengths: list[int]) -> int:
    """The width to which most lines are wrapped; 0 where lines are as long as their paragraphs."""
    long = sorted(length for length in lengths if length >= _WRAPPED.start)
    if len(long) < 4 or long[-1] not in _WRAPPED:
        return 0
    return long[-1]


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    said, more = text[slice(*line)], text[slice(*following)]
    if following[0] - line[1] > 1 or _CLOSED.search(said) or _ITEM.match(more):
        return False
    return more[:1].islower() or (bool(width) and len(said) > 0.75 * width)


def _cut(paragraph: str) -> Iterator[tuple[int, str]]:
    """The sentences of a paragraph with their places; a stop behind a shortened word ends none."""
    start = 0
    for found in _END.finditer(paragraph):
        before = paragraph[start : found.start()]
        if _SHORTENED.search(before[-12:]) and "|" not in found[0]:
            continue
        yield from _trimmed(start, paragraph[start : found.start() + found[0].count(";")])
        start = found.end()
    yield from _trimmed(start, paragraph[start:])


def _trimmed(start: int, said: str) -> Iterator[tuple[int, str]]:
    bare = said.strip()
    if WORD.search(bare):
        yield start + said.index(bare), bare

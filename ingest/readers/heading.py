"""Finding the row or rows of headings under letterheads and titles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise

from ingest.headings import IGNORED, NUMBER, Vocabulary, known, vocabularies
from ingest.readers.cells import Line, say

WINDOW = 40
"""How many rows are searched for the headings."""
_DEPTH = 3
_LEAST = 2
_NEAR_BEST = 0.6


@dataclass(slots=True)
class Heading:
    """`start` lines lie above; `depth` rows of headings; `columns` their texts from the top down."""

    start: int
    depth: int
    number: int
    columns: list[tuple[str, ...]]
    score: float
    repeated: list[frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.repeated = [frozenset(text for text in texts if text) for texts in self.columns]

    def repeats(self, line: Line) -> bool:
        """Whether the line says the headings again, as on a new printed page."""
        own = line.own()
        if len(own) < 2 or not any(self._says(line, at) for at in own[:2]):
            return False
        return sum(self._says(line, at) for at in own) >= 0.7 * len(own)

    def _says(self, line: Line, at: int) -> bool:
        return at < len(self.repeated) and say(line.values[at]) in self.repeated[at]


def find_heading(
    lines: Sequence[Line], words: Vocabulary | None = None, least: int = _LEAST, more: Sequence[Vocabulary] = ()
) -> Heading | None:
    """The first good heading among the lines: the fields it names are near the most any of them names.

    `words` narrows the search to one list, `more` are those of mappings; `least` is the fewest fields that make a heading.
    """
    lists = [*more, *([words] if words else vocabularies().values())]
    best = [_deepest(lines, at, lists) for at in range(min(len(lines), WINDOW)) if _hits(lines[at], words, more) >= 2]
    most = max((heading.score for heading in best), default=0)
    good = (heading for heading in best if heading.score >= max(least, _NEAR_BEST * most))
    first = next(good, None)
    return _completed(lines, first, lists) if first else None


def _hits(line: Line, words: Vocabulary | None, more: Sequence[Vocabulary]) -> int:
    return sum(
        known(value, words, more)
        for at, value in enumerate(line.values)
        if isinstance(value, str) and at not in line.across
    )


def _deepest(lines: Sequence[Line], at: int, lists: Iterable[Vocabulary]) -> Heading:
    """The depth under which most fields are named; the shallower of equals."""
    found = [_heading(lines, at, 1, lists)]
    for depth in range(2, _DEPTH + 1):
        if at + depth > len(lines) or not _wordy(lines[at + depth - 1]):
            break
        found.append(_heading(lines, at, depth, lists))
    return max(found, key=lambda heading: heading.score)


def _completed(lines: Sequence[Line], heading: Heading, lists: Iterable[Vocabulary]) -> Heading:
    """The heading with the rows that merged cells tie to it, above (a group's name) and below."""
    start, end = heading.start, heading.start + heading.depth
    while start and lines[start].down and len(lines[start - 1].own()) > 1:
        start -= 1
    while end < len(lines) and _tied(lines[end - 1], lines[end]):
        end += 1
    if (start, end) == (heading.start, heading.start + heading.depth):
        return heading
    whole = _heading(lines, start, end - start, lists)
    return whole if whole.score >= heading.score else heading


def _tied(upper: Line, lower: Line) -> bool:
    """Whether a cell of the upper row reaches down into the lower one."""
    return any(at < len(upper.values) and lower.values[at] == upper.values[at] for at in lower.down)


def _wordy(line: Line) -> bool:
    """A row of headings holds words, hardly numbers and no dates."""
    own = [line.values[at] for at in line.own()]
    return bool(own) and not any(isinstance(value, float | date | time) for value in own)


def _heading(lines: Sequence[Line], start: int, depth: int, lists: Iterable[Vocabulary]) -> Heading:
    rows = lines[start : start + depth]
    width = max(len(line.values) for line in rows)
    grid = [[say(line.values[at]) if at < len(line.values) else "" for at in range(width)] for line in rows]
    for upper, lower in pairwise(grid):
        _fill_right(upper, lower)
    columns = list(zip(*grid, strict=True))
    score = max(_score(words, columns) for words in lists)
    return Heading(start, depth, lines[start].number, columns, score)


def _fill_right(upper: list[str], lower: list[str]) -> None:
    """A group's name over its parts, where no merged cell says so (CSV)."""
    for at in range(1, len(upper)):
        if not upper[at] and lower[at] and lower[at - 1]:
            upper[at] = upper[at - 1]


def _score(words: Vocabulary, columns: Iterable[Sequence[str]]) -> float:
    """How many fields of a list the columns name, and half a point for a column of running numbers."""
    fields = {match.field for column in columns if (match := words.find(column))}
    return len(fields - {NUMBER, IGNORED}) + 0.5 * (NUMBER in fields)

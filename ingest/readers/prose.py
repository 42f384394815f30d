"""Whether a text file is to be read, or is a table, a contact card or code."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.readers.cells import Line, say
from ingest.readers.head import Head
from ingest.readers.heading import find_heading

_CODED = re.compile(r"\s*(?:BEGIN:V|\{\s*[\"}]|\[\s*[\[{\"\d\]]|<\?|%YAML|---\s*\n\s*[\w-]+\s*:)")
_ENDED = re.compile(r"[.!?…:;]['\"”’)]*$")
_CELL = 80
"""Characters that a cell of a table holds on average at most."""


def is_prose(head: Head) -> bool:
    """Whether a text file holds sentences: no code, no list that we know, no lines of as many cells each."""
    if _CODED.match(head.text):
        return False
    sheets = [[line for line in lines if line.filled()] for lines in head.sheets]
    return not any(_is_list(lines) or _is_grid(lines) for lines in sheets)


def _is_list(lines: Sequence[Line]) -> bool:
    """Whether headings that we know stand above lines of several cells."""
    heading = find_heading(lines)
    if heading is None:
        return False
    below = [line for line in lines if line.number >= heading.number + heading.depth]
    cut = sum(len(line.filled()) > 1 for line in below)
    return heading.score >= 3 or 2 * cut > len(below)


def _is_grid(lines: Sequence[Line]) -> bool:
    """Whether nearly all lines are cut into the same number of short cells."""
    if len(lines) < 3:
        return False
    width, times = Counter(len(line.values) for line in lines).most_common(1)[0]
    cells = [say(line.values[at]) for line in lines for at in line.filled()]
    ended = sum(bool(_ENDED.search(say(line.values[line.filled()[-1]]))) for line in lines)
    short = sum(map(len, cells)) <= _CELL * len(cells)
    return width > 1 and times >= 0.8 * len(lines) and 2 * ended < len(lines) and short

"""Words that tell something, in both languages: Vietnamese ones heard with their accents where a sentence has them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.reading.letters import low, plain
from ingest.reading.sentences import Sentence

_BEFORE, _AFTER = r"(?:(?<![^\W_])|(?=[/%]))", r"(?:(?![^\W_])|(?<=[%/]))"


@dataclass(frozen=True, slots=True)
class Cue:
    """Regular expressions of whole words, written small; "" hears nothing in that language."""

    vi: str = ""
    en: str = ""

    def find(self, sentence: Sentence, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Where a sentence says it, between two places; first as Vietnamese, then as English."""
        if self.vi and sentence.lang == "vi":
            copy = sentence.low if sentence.accented else sentence.plain
            yield from compiled(self.vi, sentence.accented).finditer(copy, start, len(copy) if end is None else end)
        if self.en:
            copy = sentence.low
            yield from compiled(self.en, True).finditer(copy, start, len(copy) if end is None else end)

    def heard(self, sentence: Sentence, start: int = 0, end: int | None = None) -> bool:
        return next(self.find(sentence, start, end), None) is not None


@cache
def compiled(words: str, accented: bool) -> re.Pattern[str]:
    """The pattern of whole words as they stand in the copy `low`, or without accents as in the copy `plain`."""
    spelled = low(words) if accented else plain(words).replace("(?p<", "(?P<")
    return re.compile(f"{_BEFORE}(?:{spelled.replace('(?p<', '(?P<')}){_AFTER}")

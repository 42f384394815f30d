"""One text read as a whole: whom and what it names, which times it states, which figures it reports."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.reading.derived import derived
from ingest.reading.figures import Figure, Setting, figures
from ingest.reading.gazetteer import Gazetteer, Mention, Named
from ingest.reading.letters import Text
from ingest.reading.moments import NOW, YEARLY, Moment, moments
from ingest.reading.sentences import Sentence, language, sentences
from ingest.reading.subjects import Subjects

SNIPPET = 300
"""Characters of a quotation beside a name or a date."""
_MOST_DATES = 200


@dataclass(frozen=True, slots=True)
class Met:
    """A thing that a text names `count` times: first at `offset`, by the words `said`, in the sentence `snippet`."""

    of: Named
    said: str
    offset: int
    snippet: str
    count: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A time that a text states, where it does first."""

    moment: Moment
    offset: int
    snippet: str


@dataclass(frozen=True, slots=True)
class Reading:
    language: str
    met: tuple[Met, ...]
    dates: tuple[Dated, ...]
    figures: tuple[Figure, ...]


def read(text: str, names: Gazetteer, title: str = "", published: str = "") -> Reading:
    """What a kept text says. `published` (ISO) is when it was, "" where that is not known."""
    whole, told = Text(text), list(sentences(text))
    mentions = names.find(whole)
    subjects = Subjects(told, mentions, names.find(Text(title)))
    reported = list({one.id: one for one in figures(told, Setting(subjects, published, title))}.values())
    return Reading(
        language(text), tuple(_met(whole, told, mentions)), tuple(_dates(told)), (*reported, *derived(reported))
    )


def quoted(sentence: Sentence, at: int, most: int = SNIPPET) -> str:
    """The sentence in one line; of a longer one what stands around the place `at` in it."""
    if len(sentence.said) <= most:
        return sentence.said
    start = min(max(at - most // 2, 0), len(sentence.text) - most)
    said = sentence.text[start : start + most].split()
    first, last = start > 0, start + most < len(sentence.text)
    return " ".join([*["…"] * first, *said[first : len(said) - last], *["…"] * last])


def _met(whole: Text, told: Sequence[Sentence], mentions: Sequence[Mention]) -> Iterator[Met]:
    """Each thing once, in the order in which it is first named."""
    starts = [sentence.start for sentence in told]
    counts: dict[str, int] = {}
    first: dict[str, Mention] = {}
    for one in mentions:
        counts[one.of.id] = counts.get(one.of.id, 0) + 1
        first.setdefault(one.of.id, one)
    for id_, one in first.items():
        sentence = told[max(bisect_right(starts, one.start) - 1, 0)]
        snippet = quoted(sentence, one.start - sentence.start)
        yield Met(one.of, whole.text[one.start : one.end], one.start, snippet, counts[id_])


def _dates(told: Sequence[Sentence]) -> Iterator[Dated]:
    seen: set[tuple[str, str]] = set()
    for sentence in told:
        if not any(sign.isdigit() for sign in sentence.text):
            continue
        for moment in moments(sentence):
            if (
                moment.kind not in (NOW, YEARLY)
                and (moment.since, moment.until) not in seen
                and len(seen) < _MOST_DATES
            ):
                seen.add((moment.since, moment.until))
                yield Dated(moment, sentence.start + moment.start, quoted(sentence, moment.start))

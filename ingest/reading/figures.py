"""Figures that a text reports, each with its measure, subject, time, wording and the sentence that says it.

They are proposals: an officer accepts or rejects them. A number becomes a figure when it counts something, is a share or
an amount of money. A number without a noun stands for the one of its whole: "80 NGOs, of which 46 have a licence".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2s

from ingest.reading.cues import Cue
from ingest.reading.gazetteer import Named
from ingest.reading.letters import plain
from ingest.reading.linking import PART, Found, depth, linked
from ingest.reading.measures import Measure, measured
from ingest.reading.moments import NOW, PERIOD, YEARLY, Moment, moments
from ingest.reading.numerals import SHARE, Numeral, has_numbers, numerals
from ingest.reading.sentences import Sentence
from ingest.reading.subjects import Subjects

REPORTED, DIFFERENCE, SUM, RATIO = "reported", "difference", "sum", "ratio"
MOST = 500
"""Figures of one document; a longer table of numbers is no running text."""

_THIS_PERIOD = Cue("giai đoạn này|thời gian này|kỳ này", "this period|that period|the same period")
_WITH_COUNTRY = frozenset({"project-invested", "capital", "invested", "export", "import", "trade"})
_LONGEST_ASIDE = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `measure` and `unit` in both languages; `as_of` is ISO text; `when` is the time as it is said.

    `whole` is the id of the figure it is a part of. `how` and `parts` tell what a derived figure was made of:
    "80 − 46 = 34", and the figures it was made of.
    """

    id: str
    kind: str
    measure: Measure
    subject: Named | None
    value: int | float
    unit: tuple[str, str]
    qualifier: str
    period: str
    as_of: str
    when: str
    sentence: Sentence
    number: Numeral
    whole: str = ""
    parts: tuple["Figure", ...] = ()
    how: str = ""


@dataclass(frozen=True)
class Setting:
    """What a document says of all its figures: whom it speaks of, when it was published (ISO), its title."""

    subjects: Subjects
    published: str = ""
    title: str = ""

    @cached_property
    def period(self) -> Moment | None:
        """The one period that the title names: what a report of a year says without a time is said of that year."""
        named = [one for one in moments(Sentence(self.title, 0)) if one.kind == PERIOD] if self.title else []
        return named[0] if len(named) == 1 else None


def figures(sentences: Sequence[Sentence], setting: Setting) -> Iterator[Figure]:
    """The reported figures in their order, at most `MOST`."""
    last: list[Found] = []
    known: dict[int, Figure] = {}
    carried: Moment | None = None
    left = MOST
    for sentence in sentences:
        if not has_numbers(sentence):
            last, known = [], {}
            continue
        when = moments(sentence)
        found = linked(sentence, numerals(sentence, when), last)
        made = _told(sentence, found[:left], when, carried, known, setting)
        yield from made.values()
        left -= len(made)
        carried = next((one for one in reversed(when) if one.period), carried)
        last, known = found, made


def _told(
    sentence: Sentence, found: Sequence[Found], when: Sequence[Moment], carried: Moment | None, known: dict[int, Figure],
    setting: Setting,
) -> dict[int, Figure]:  # fmt: skip
    """The figures of one sentence by what they were found as, wholes before their parts; `known` are the last one's."""
    made: dict[int, Figure] = {}
    for at, one in sorted(enumerate(found), key=lambda pair: pair[1].whole in found):
        moment = _moment(sentence, one, when) or (carried if _carries(sentence) else setting.period)
        figure = _figure(sentence, one, moment, setting, [plain(sentence.said), str(at)])
        whole = (made | known).get(id(one.whole))
        before = made.get(id(found[at - 1])) if at else None
        measure = _measure(sentence, one, figure, when, whole, before, setting)
        made[id(one)] = replace(figure, measure=measure, whole=whole.id if whole else "")
    return {id(one): made[id(one)] for one in found}


def _carries(sentence: Sentence) -> bool:
    """Whether a sentence speaks of the time the last one spoke of."""
    begins = next(PART.find(sentence), None)
    return bool(begins and begins.start() < 3) or _THIS_PERIOD.heard(sentence)


def _moment(sentence: Sentence, one: Found, when: Sequence[Moment]) -> Moment | None:
    """The moment that a number is said of: in its own bracket, else the nearest before it, else the next after it."""
    timed = [m for m in when if m.kind != YEARLY]
    near = [m for m in timed if _same_bracket(sentence, m.start, one)]
    near = near or [m for m in timed if one.depth and depth(sentence, m.start) == 0]
    before = [m for m in near if m.start < one.number.start]
    return before[-1] if before else next(iter(near), None)


def _same_bracket(sentence: Sentence, at: int, one: Found) -> bool:
    between = sentence.text[min(at, one.number.start) : max(at, one.number.start)]
    return depth(sentence, at) == one.depth and (one.depth == 0 or not {"(", ")"} & set(between))


def _figure(sentence: Sentence, one: Found, moment: Moment | None, setting: Setting, mark: list[str]) -> Figure:
    measure = measured(sentence, one.number, one.noun, one.around)
    subject, place = setting.subjects.of(sentence, one.number.start, measure.code)
    iso = ""
    if moment:
        iso = setting.published if moment.kind == NOW else moment.until or moment.since
    period = moment.period if moment and moment.kind == PERIOD else iso[:4]
    unit = (one.number.unit, one.number.unit) if one.number.unit else (measure.unit_vi, measure.unit_en)
    mark = [plain(setting.title), plain(sentence.heading), *mark, place.id if place else ""]
    return Figure(
        figure_id(REPORTED, *mark), REPORTED, measure, subject, one.number.value, unit, one.number.qualifier,
        period, iso, moment.said if moment else "", sentence, one.number,
    )  # fmt: skip


def _measure(
    sentence: Sentence, one: Found, figure: Figure, when: Sequence[Moment], whole: Figure | None, before: Figure | None,
    setting: Setting,
) -> Measure:  # fmt: skip
    """The measure with what tells it from others: the words of its bracket or part, its country, "each year"."""
    measure, subject = figure.measure, figure.subject
    measure = measure.of((subject.name, subject.name_en or subject.name) if subject else ("", ""))
    aside = one.aside or (
        _behind(sentence, one) if whole and (not measure.code or measure.vi == whole.measure.vi) else ""
    )
    if aside:
        measure = measure.noted(aside, aside)
    if measure.code in _WITH_COUNTRY and (country := setting.subjects.abroad(sentence)):
        measure = measure.noted(country.name, country.name_en)
    if measure.code in ("growth", "fall", "met") and before:
        measure = measure.noted(before.measure.vi, before.measure.en)
    return measure.yearly() if one.number.kind != SHARE and _yearly(one, when) else measure


def _behind(sentence: Sentence, one: Found) -> str:
    """The first words behind a number and its noun."""
    start = max(one.number.end, one.noun.end if one.noun and one.noun.end <= one.around.after else 0)
    said = sentence.text[start : one.around.after].split()
    return " ".join(said[:_LONGEST_ASIDE]).strip(" ,;:.()")


def _yearly(one: Found, when: Sequence[Moment]) -> bool:
    """Whether a number is said of each year: by a word before it in the sentence, or one that still belongs to it."""
    return any(m.kind == YEARLY and m.start < max(one.number.start, one.around.after) for m in when)


def figure_id(*mark: str) -> str:
    """The same for the same figure of the same sentence under the same heading, in whatever file it is sent again."""
    return f"figure-{blake2s(chr(0).join(mark).encode(), digest_size=8).hexdigest()}"

"""Times in a question: "since 2019", "quý 3 năm 2025", "before the merger", "90 ngày tới" as spans of days.

A reader of words by hand: at each place it takes the longest time that begins there. A word that only means a time
beside others ("tháng") is left where nothing fits; then it is unknown, never guessed.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.questions.tokens import Token

MERGER = date(2025, 7, 1)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)")
_ISO = re.compile(r"((?:19|20)\d\d)-(\d\d?)(?:-(\d\d?))?")
_MONTH = re.compile(r"(\d{1,2})[/.-]((?:19|20)\d\d)")
_RANGE = re.compile(r"((?:19|20)\d\d)[-–/]((?:19|20)\d\d)")
_UNIT_DAYS = {"day": 1, "week": 7}
_PREFIXES = ("since", "before", "after", "until", "by", "between", "in")
Times = Mapping[int, Sequence[tuple[int, str]]]
"""Where time words begin -> (where they end, their code); numbers in words have the code "#5"."""


@dataclass(frozen=True, slots=True)
class When:
    """The span of days, an open end None. `ahead`: counted from the asking day on; `back`: up to it; `over`: a length of
    time that has gone by at least; `now`: the asking day."""

    since: date | None
    until: date | None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    first: int
    last: int
    when: When


def times(typed: Sequence[Token], words: Times, today: date) -> Iterator[Found]:
    """Every time that is said, the longest at each word."""
    reader = _Reader(typed, words, today)
    for at in range(len(typed)):
        if best := max(reader.time(at), key=lambda found: found.last, default=None):
            yield best


@dataclass(frozen=True, slots=True)
class _Reader:
    typed: Sequence[Token]
    words: Times
    today: date

    def time(self, at: int) -> Iterator[Found]:
        """A point or length of time with what stands before it."""
        for last, code in self._said(at):
            if code in ("now", "today", "any"):
                day = None if code == "any" else self.today
                yield Found(at, last, When(day, day, "any" if code == "any" else "now"))
            if code in _PREFIXES:
                for begin in (last, *self._ends(last, "start", "end")):
                    yield from (Found(at, f.last, f.when) for f in self._bounded(begin, code))
            if code in ("over", "within"):
                yield from (Found(at, end, w) for end, w in self._length(last, code))
        yield from (Found(at, last, When(*span)) for last, span in self._point(at))
        yield from (Found(at, end, w) for end, w in self._length(at, ""))

    def _bounded(self, at: int, code: str) -> Iterator[Found]:
        for last, (first_day, last_day) in self._point(at):
            yield Found(at, last, _bound(code, first_day, last_day))
            if code == "since":
                yield from (Found(at, end, _bound(code, first_day, last_day)) for end in self._ends(last, "to now"))
            if code in ("since", "between", "in"):
                for middle in self._ends(last, "and", "until"):
                    for end, (_, until) in self._point(middle):
                        if first_day <= until:
                            yield Found(at, end, When(first_day, until))
        if code in ("in", "since"):
            yield from (Found(at, end, w) for end, w in self._length(at, ""))

    def _point(self, at: int) -> Iterator[tuple[int, tuple[date, date]]]:
        """A day, month, quarter, half, year or range of years that begins here."""
        for last, code in self._said(at):
            kind, _, number = code.partition(" ")
            if code in (
                "this year",
                "last year",
                "next year",
                "this month",
                "last month",
                "next month",
            ) or code.endswith(" quarter"):
                yield last, self._relative(*code.split())
            elif code == "today":
                yield last, (self.today, self.today)
            elif code == "merger":
                yield last, (MERGER, MERGER)
            elif kind in ("half", "quarter", "month") and number:
                yield from self._of_year(last, kind, int(number))
            elif kind in ("year", "quarter", "month", "day"):
                yield from self._counted(last, kind)
            elif code == "in":
                yield from self._point(last)
        if at < len(self.typed):
            yield from self._numeric(at)

    def _counted(self, at: int, unit: str) -> Iterator[tuple[int, tuple[date, date]]]:
        """What a unit counts: "năm 2024", "quý 3", "tháng 7", "ngày 1"."""
        if at >= len(self.typed):
            return
        word = self.typed[at].fold
        if unit == "year":
            yield from self._numeric(at, years=True)
        elif unit == "day":
            yield from self._numeric(at)
            if word.isdigit():
                for last in self._ends(at + 1, "month"):
                    yield from self._day_of_month(last, int(word[:3]))
        elif found := _MONTH.fullmatch(self.typed[at].raw):
            span = _part_of_year(unit, int(found[1]), int(found[2]))
            if span:
                yield at + 1, span
        elif word.isdigit() or (unit == "quarter" and word in _ROMAN):
            yield from self._of_year(at + 1, unit, _ROMAN.get(word) or int(word[:3]))

    def _day_of_month(self, at: int, day: int) -> Iterator[tuple[int, tuple[date, date]]]:
        if at < len(self.typed):
            for last, (first, until) in self._counted(at, "month"):
                if first.month == until.month and day <= until.day and day >= 1:
                    yield last, (first.replace(day=day), first.replace(day=day))

    def _of_year(self, at: int, unit: str, number: int) -> Iterator[tuple[int, tuple[date, date]]]:
        """A part of the year that follows, or of this year."""
        if span := _part_of_year(unit, number, self.today.year):
            yield at, span
        for last, year in self._year(at):
            if span := _part_of_year(unit, number, year):
                yield last, span

    def _year(self, at: int) -> Iterator[tuple[int, int]]:
        for begin in (at, *self._ends(at, "year", "in")):
            if begin < len(self.typed) and _YEAR.fullmatch(self.typed[begin].raw):
                yield begin + 1, int(self.typed[begin].raw)
            for last, code in self._said(begin):
                if code == "year":
                    yield from ((e, y) for e, y in self._year(last) if begin != at)
                if code in ("this year", "last year", "next year"):
                    yield last, self._relative(*code.split())[0].year

    def _numeric(self, at: int, years: bool = False) -> Iterator[tuple[int, tuple[date, date]]]:
        raw = self.typed[at].raw if at < len(self.typed) else ""
        if found := _RANGE.fullmatch(raw):
            first, last = int(found[1]), int(found[2])
            if first <= last:
                yield at + 1, (date(first, 1, 1), date(last, 12, 31))
        elif _YEAR.fullmatch(raw):
            yield at + 1, (date(int(raw), 1, 1), date(int(raw), 12, 31))
            for middle in self._ends(at + 1, "and", "until"):
                for end, year in self._year(middle):
                    if year >= int(raw):
                        yield end, (date(int(raw), 1, 1), date(year, 12, 31))
        elif not years and (span := _written(raw)):
            yield at + 1, span
        elif not years and raw.isdigit() and len(raw) <= 2:
            for last, code in self._said(at + 1):
                if code.startswith("month ") and (span := self._english(int(raw), int(code[6:]), last)):
                    yield span
        if not years:
            yield from self._month_first(at)

    def _month_first(self, at: int) -> Iterator[tuple[int, tuple[date, date]]]:
        """ "July 1, 2025"."""
        for last, code in self._said(at):
            day = self.typed[last].raw if last < len(self.typed) else ""
            if code.startswith("month ") and re.fullmatch(r"\d\d?", day):
                span = self._english(int(day), int(code[6:]), last + 1)
                yield from [span] if span else []

    def _english(self, day: int, month: int, at: int) -> tuple[int, tuple[date, date]] | None:
        year = next(iter(self._year(at)), None)
        found = _day(year[1] if year else self.today.year, month, day)
        return ((year[0] if year else at), (found, found)) if found else None

    def _length(self, at: int, before: str) -> Iterator[tuple[int, When]]:
        """ "90 ngày tới", "the last 3 years", "over 24 months"."""
        opening = [(at, before)] + [
            (last, code) for last, code in self._said(at) if code in ("last", "next", "past", "ahead")
        ]
        for begin, code in opening:
            for middle, number in self._number(begin):
                for last, unit in self._said(middle):
                    if unit in ("day", "week", "month", "year"):
                        yield from self._counted_off(last, code, number, unit)

    def _counted_off(self, at: int, code: str, number: int, unit: str) -> Iterator[tuple[int, When]]:
        back, ahead = shift(self.today, -number, unit), shift(self.today, number, unit)
        after = [(last, c) for last, c in self._said(at) if c in ("past", "ahead", "last", "next")]
        for last, direction in [*after, (at, code)]:
            if direction in ("past", "last"):
                yield last, When(back, self.today, "over" if code == "over" else "back")
            elif direction in ("ahead", "next", "within"):
                yield last, When(self.today, ahead, "ahead")
            elif direction == "over":
                yield last, When(back, self.today, "over")

    def _number(self, at: int) -> Iterator[tuple[int, int]]:
        if at < len(self.typed) and re.fullmatch(r"\d{1,4}", self.typed[at].raw):
            yield at + 1, int(self.typed[at].raw)
        yield from ((last, int(code[1:])) for last, code in self._said(at) if re.fullmatch(r"#\d+", code))

    def _relative(self, which: str, unit: str) -> tuple[date, date]:
        steps = {"this": 0, "last": -1, "next": 1}[which]
        if unit == "quarter":
            here = shift(self.today.replace(day=1), 3 * steps, "month")
            return _part_of_year("quarter", (here.month + 2) // 3, here.year) or (here, here)
        here = shift(self.today.replace(day=1), steps, unit)
        if unit == "year":
            return date(here.year, 1, 1), date(here.year, 12, 31)
        return here, here.replace(day=monthrange(here.year, here.month)[1])

    def _said(self, at: int) -> Sequence[tuple[int, str]]:
        return self.words.get(at, ())

    def _ends(self, at: int, *codes: str) -> list[int]:
        return [last for last, code in self._said(at) if code in codes]


def shift(day: date, number: int, unit: str) -> date:
    """The day so many units later; the end of the calendar where it would be left."""
    try:
        if unit in _UNIT_DAYS:
            return day + timedelta(days=number * _UNIT_DAYS[unit])
        months = day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return date.max if number > 0 else date.min


def _bound(code: str, first: date, last: date) -> When:
    if code == "since":
        return When(first, None)
    if code == "before":
        return When(None, first - timedelta(days=1))
    if code == "after":
        # After the merger is from its day on: the day itself is the first of the new units.
        return When(first if first == last == MERGER else last + timedelta(days=1), None)
    if code in ("until", "by"):
        return When(None, last)
    return When(first, last)


def _part_of_year(unit: str, number: int, year: int) -> tuple[date, date] | None:
    months = {"half": 6, "quarter": 3, "month": 1}[unit]
    if not 1 <= number <= 12 // months:
        return None
    first, last = date(year, (number - 1) * months + 1, 1), number * months
    return first, date(year, last, monthrange(year, last)[1])


def _written(raw: str) -> tuple[date, date] | None:
    """A date in figures: day first, or ISO; a month alone is its span."""
    if found := _DAY.fullmatch(raw):
        day = _day(int(found[3]), int(found[2]), int(found[1]))
        return (day, day) if day else None
    if found := _ISO.fullmatch(raw):
        if found[3] is None:
            return _part_of_year("month", int(found[2]), int(found[1]))
        day = _day(int(found[1]), int(found[2]), int(found[3]))
        return (day, day) if day else None
    if found := _MONTH.fullmatch(raw):
        return _part_of_year("month", int(found[1]), int(found[2]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

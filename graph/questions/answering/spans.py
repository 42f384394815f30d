"""Dates against the periods that were asked for (QUESTIONS 2)."""

from graph.days import reaches
from graph.questions.plan import Span


def overlaps(since: str | None, until: str | None, span: Span) -> bool:
    """Whether something that began and ended then (None: open) was on at some time of the span."""
    return reaches(since, until, span.since, span.until)


def within(day: str | None, span: Span) -> bool:
    """Whether a date lies in the span; one known to the month or year counts as all of it. Nobody's date lies nowhere."""
    return bool(day) and overlaps(day, day, span)

"""What a partner may be asked to have or to lack, read the same in every family."""

from collections.abc import Collection

from graph.contacts import last_contacts
from graph.questions.answering.pool import Pool
from graph.questions.answering.spans import within
from graph.questions.plan import Span

MEETING = ("MET", "JOINED", "HOSTED", "CAME_FROM", "LED", "TARGETS")


def contacted(made: Pool, id_: str, span: Span | None) -> bool:
    """Whether a contact with it (delegation, event, acquaintance) is on record, within the span where one is asked for."""
    asked = made.asked
    day = min(asked.day, span.until) if span and span.until else asked.day
    found = last_contacts(asked.store, asked.viewer, [id_], day).get(id_)
    return found is not None and (span is None or within(found["date"], Span(since=span.since, until=None)))


def visited(made: Pool, id_: str, span: Span | None) -> bool:
    """Whether a delegation had to do with it, one that began within the span where one is asked for."""
    return visited_by(made, id_, MEETING, span)


def visited_by(made: Pool, id_: str, kinds: Collection[str], span: Span | None) -> bool:
    """The same by ties of these kinds."""
    found = made.others(id_, kinds, ("Delegation",))
    return any(span is None or within(one.get("since"), span) for one in found)

"""The day on which a question is asked; the only clock of the reading side, so that tests may set the day."""

import re
from datetime import date, datetime

from graph.asked import BadRequest
from graph.days import HERE

_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def today() -> str:
    """Today in Viet Nam, ISO."""
    return datetime.now(HERE).date().isoformat()


def a_day(text: str | None) -> str | None:
    """An ISO day, month or year as asked; None where nothing is. Raises BadRequest."""
    if not text:
        return None
    if not _PARTIAL.fullmatch(text):
        raise BadRequest("on", text)
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        raise BadRequest("on", text) from None
    return text

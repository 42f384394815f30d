"""The day a question asks about: a real one, of any precision."""

import pytest

from graph.asked import BadRequest
from graph.today import a_day


@pytest.mark.parametrize("text", ["2026", "2026-02", "2024-02-29", None, ""])
def test_a_day_a_month_or_a_year_is_taken(text: str | None) -> None:
    assert a_day(text) == (text or None)


@pytest.mark.parametrize("text", ["2025-02-31", "2023-02-29", "2026-13", "31/12/2026", "tomorrow"])
def test_a_day_that_is_on_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(BadRequest):
        a_day(text)

"""The day a question asks about: a real one, of any precision."""

import pytest

from graph.asked import BadRequest
from graph.days import day_of, last_moment, minute_of
from graph.texts import date_text
from graph.today import a_day


@pytest.mark.parametrize("text", ["2026", "2026-02", "2024-02-29", None, ""])
def test_a_day_a_month_or_a_year_is_taken(text: str | None) -> None:
    assert a_day(text) == (text or None)


@pytest.mark.parametrize("text", ["2025-02-31", "2023-02-29", "2026-13", "31/12/2026", "tomorrow"])
def test_a_day_that_is_on_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(BadRequest):
        a_day(text)


def test_a_moment_is_of_the_day_it_has_in_viet_nam() -> None:
    late = "2026-04-30T17:30:00.000001+00:00"
    assert (day_of(late), minute_of(late), date_text(late, "vi")) == ("2026-05-01", "00:30", "01/05/2026")
    assert [day_of(text) for text in ("2026-04-30T16:59:59", "2026-04", "")] == ["2026-04-30", "2026-04", ""]
    assert last_moment("2026-04-30") < late < last_moment("2026-05-01") < last_moment("2026-05") < last_moment("2026")
    assert "2026-04-30T16:59:59+00:00" <= last_moment("2026-04-30") < "2026-04-30T17:00:00+00:00"

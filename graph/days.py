"""Dates known to the day, month or year, as the days they stand for."""

from datetime import date, timedelta


def first_day(day: str) -> str:
    """The first day of a date known to the day, month or year."""
    return f"{day}-01-01"[:10] if len(day) < 10 else day[:10]


def last_day(day: str) -> str:
    """The last day of a date known to the day, month or year."""
    if len(day) == 4:
        return f"{day}-12-31"
    if len(day) == 7:
        following = date(int(day[:4]) + (day[5:] == "12"), int(day[5:]) % 12 + 1, 1)
        return (following - timedelta(days=1)).isoformat()
    return day[:10]


def reaches(since: str | None, until: str | None, first: str | None, last: str | None) -> bool:
    """Whether a time (an open end is None) has a day in common with the days from `first` to `last`."""
    begun = not since or not last or first_day(since) <= last
    return begun and (not until or not first or last_day(until) >= first)

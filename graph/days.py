"""Dates known to the day, month or year, as the days they stand for; and moments as the days they are in Viet Nam.

What is kept is kept with its moment in UTC. What an officer reads and asks is the day here: one rule, for all pages.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone

HERE = timezone(timedelta(hours=7))
"""Viet Nam's clock, one and the same all year since 1975; a machine need not know the world's time zones."""


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


def here(moment: str) -> datetime:
    """A moment (ISO; without an offset it is UTC) on the clock of Viet Nam."""
    read = datetime.fromisoformat(moment)
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(HERE)


def day_of(moment: str) -> str:
    """The day of a moment in Viet Nam; what is a day, or nothing, stays as it is."""
    return here(moment).date().isoformat() if len(moment) > 10 else moment


def minute_of(moment: str) -> str:
    """Hours and minutes of a moment in Viet Nam: "08:05"."""
    return f"{here(moment):%H:%M}"


def last_moment(day: str) -> str:
    """The last moment, ISO in UTC, of a day, month or year in Viet Nam: what was said by then compares as no greater."""
    end = datetime.combine(date.fromisoformat(last_day(day)), time.max, HERE)
    return end.astimezone(UTC).isoformat(timespec="microseconds")


def reaches(since: str | None, until: str | None, first: str | None, last: str | None) -> bool:
    """Whether a time (an open end is None) has a day in common with the days from `first` to `last`."""
    begun = not since or not last or first_day(since) <= last
    return begun and (not until or not first or last_day(until) >= first)

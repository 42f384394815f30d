"""Yearly average exchange rates, to set an approximate amount in US dollars beside the original one."""

from collections.abc import Mapping
from functools import cache

from graph.reference.lookup import rows


@cache
def rates() -> Mapping[tuple[str, str], float]:
    """Units of a currency for one US dollar, by (year, ISO 4217 code)."""
    return {(row["year"], row["currency"]): float(row["per_usd"]) for row in rows("rates.csv")}


def usd(amount: float, currency: str, date: str) -> tuple[float, str] | None:
    """The amount in US dollars and the year of the rate used; None where we hold no rate for that year.

    `date` is an ISO date, month or year. A rate is never carried over from another year.
    """
    year, code = date[:4], currency.strip().upper()
    if code == "USD":
        return float(amount), year
    rate = rates().get((year, code))
    return None if rate is None else (amount / rate, year)

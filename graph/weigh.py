"""Amounts and times of entities, weighed and written for the sentences of findings."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.days import last_day
from graph.licences import add_days
from graph.reference import usd
from graph.texts import money_text, number_text

Row = Mapping[str, Any]


def elapsed(a: Row, day: str) -> float | None:
    """The share of its term that has passed; None where the term is not known."""
    if not a.get("since") or not a.get("until"):
        return None
    start, end = date.fromisoformat(add_days(f"{a['since']}-01-01"[:10], 0)), date.fromisoformat(last_day(a["until"]))
    if end <= start:
        return None
    return min(1.0, max(0.0, (date.fromisoformat(last_day(day)) - start).days / (end - start).days))


def days_between(day: str, until: str) -> int:
    return (date.fromisoformat(last_day(until)) - date.fromisoformat(last_day(day))).days


def in_usd(a: Row, measure: str) -> float:
    """About what an amount is in US dollars, to weigh it; 0 where it isn't known."""
    amount, currency = a.get(measure), a.get("currency")
    if amount is None:
        return 0.0
    if a.get(f"{measure}_usd") is not None:
        return float(a[f"{measure}_usd"])
    years = [str(a.get(p))[:4] for p in ("approved", "since", "year") if a.get(p)]
    found = next((got for year in (*years, "2024") if (got := usd(float(amount), str(currency or ""), year))), None)
    return found[0] if found else 0.0


def written(a: Row, measure: str, lang: str) -> str:
    return money_text(a.get(measure), a.get("currency"), lang)


def percent(share: float, lang: str) -> str:
    return f"{number_text(100 * share, lang, 0 if share >= 0.1 else 1)}%"


def counted(n: int, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"

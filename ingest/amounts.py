"""Money as properties hold it: the original amount and currency, US dollars beside it with their rate's date."""

from collections.abc import Iterable

from graph.reference import usd
from ingest.values import Money

Properties = dict[str, str | float | bool | None]


def in_usd(money: Money | None, date: str | None) -> tuple[float | None, str | None]:
    """The amount in US dollars and the year of the rate; None where no rate is known for the date."""
    if money is None or (date is None and money.currency != "USD"):
        return None, None
    found = usd(money.amount, money.currency, date or "")
    if found is None:
        return None, None
    return round(found[0], 2), found[1] if money.currency != "USD" else None


def amounts(committed: Money | None, disbursed: Money | None, date: str | None) -> Properties:
    """Properties of an item or of one funder's part, None values left out.

    There is one `currency`: what is disbursed in another one than committed stands in US dollars only.
    """
    currency = committed.currency if committed else disbursed.currency if disbursed else None
    committed_usd, rated = in_usd(committed, date)
    disbursed_usd, rated_too = in_usd(disbursed, date)
    said: Properties = {
        "committed": committed.amount if committed else None,
        "disbursed": disbursed.amount if disbursed and disbursed.currency == currency else None,
        "currency": currency, "committed_usd": committed_usd, "disbursed_usd": disbursed_usd,
        "usd_rate_date": rated or rated_too,
    }  # fmt: skip
    return {name: value for name, value in said.items() if value is not None}


def total(parts: Iterable[Money | None]) -> Money | None:
    """The sum of parts of one currency; None when one is unknown or two currencies meet: they are never added."""
    known = list(parts)
    currencies = {part.currency for part in known if part}
    if not known or None in known or len(currencies) != 1:
        return None
    return Money(sum(part.amount for part in known if part), currencies.pop())

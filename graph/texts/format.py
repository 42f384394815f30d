"""Dates, numbers and money the way each language writes them."""

from decimal import ROUND_HALF_UP, Decimal

from graph.days import day_of

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MARKS = str.maketrans(",.", ".,")


def capital(words: str) -> str:
    """The words with a capital to begin them; the rest stays as it is."""
    return words[:1].upper() + words[1:]


def date_text(day: str | None, lang: str) -> str:
    """A date of the precision it has: "2019-05-12", "2019-05", "2019" -> "12/05/2019", "05/2019", "2019".

    In English "12 May 2019", "May 2019", "2019". Of a moment it is the day in Viet Nam; what is no date is given back as it stands.
    """
    if not day:
        return ""
    if day[10:11] == "T":
        day = day_of(day)
    parts = day[:10].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return day
    if lang == "vi":
        return "/".join(reversed(parts))
    words = [parts[0], *(_MONTHS[int(part) - 1] for part in parts[1:2]), *(str(int(part)) for part in parts[2:])]
    return " ".join(reversed(words))


def period_text(since: str | None, until: str | None, lang: str) -> str:
    """ "12/05/2019 – 2021"; an open end is said in words ("từ 2019", "until 2021"); "" when nothing is known."""
    first, last = date_text(since, lang), date_text(until, lang)
    if first and last:
        return first if first == last else f"{first} – {last}"
    if first:
        return f"{'từ' if lang == 'vi' else 'since'} {first}"
    return f"{'đến' if lang == 'vi' else 'until'} {last}" if last else ""


def number_text(number: float | Decimal | None, lang: str, decimals: int = 2) -> str:
    """1234567.5 -> "1.234.567,5" (vi), "1,234,567.5" (en); at most `decimals` places, one more below 1, no trailing zeros."""
    if number is None:
        return ""
    places = decimals + (decimals > 0 and abs(number) < 1)
    rounded = Decimal(str(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    written = f"{rounded:,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return written.translate(_MARKS) if lang == "vi" else written


def money_text(amount: float | Decimal | None, currency: str | None, lang: str) -> str:
    """ "1.234.567 USD"; "" when the amount is unknown. Never converts: the currency is the one the source wrote."""
    written = number_text(amount, lang)
    return f"{written} {currency}" if written and currency else written

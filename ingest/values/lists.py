"""Several values in one cell: lists, shares, names with acronyms, names with amounts."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph.names import nfc
from ingest.problems import ValueProblem, problem
from ingest.values.money import Money, parse_money
from ingest.values.numbers import parse_percent

_OPEN, _CLOSE = "([{（", ")]}）"
# A capital with a dot is an initial: "W. K. Kellogg Foundation".
_BULLET = re.compile(r"^\s*(?:[•●▪◦·*+–—-]+\s*|\(?\d{1,2}[.)]\s+|[a-zđ][.)]\s+|[A-ZĐ]\)\s+)")
_PERCENT = r"(\d{1,3}(?:[.,]\d+)?)\s*%"
_SHARE_AFTER = re.compile(rf"(.+?)\s*(?:[:\-–(\[]\s*)?{_PERCENT}\s*[)\]]?\s*", re.S)
_SHARE_BEFORE = re.compile(rf"{_PERCENT}\s*(?:[:\-–]|cho|for)?\s*(.+)", re.S)
_BETWEEN = tuple(map(re.compile, (r"\s*,(?!\d)\s*", r"\s*/\s*", r"\s+(?:và|and|&)\s+")))
_ACRONYM = re.compile(r"(.+?)\s*\(\s*([A-ZĐ][\wĐđ&./+ -]{1,14})\s*\)", re.S)
_AMOUNT_IN_BRACKETS = re.compile(r"(.+?)\s*\(([^()]*\d[^()]*)\)", re.S)
_AMOUNT_AFTER = re.compile(r"(.+?)\s*[:–]\s*([^:]*\d.*)", re.S)


class Share(NamedTuple):
    """One of several things and its percentage (0 to 100), when said."""

    name: str
    percent: float | None


def split_values(value: object, *, comma: bool = False) -> list[str]:
    """The values of a cell, parted by semicolons, line breaks and bullets, on request by commas.

    Nothing inside brackets is parted; doubles and blanks are dropped, the order is kept.
    """
    if value is None:
        return []
    parts = _parts(nfc(str(value)), ";\n\r" + "," * comma)
    clean = (" ".join(_BULLET.sub("", part).split()).strip(" ,;") for part in parts)
    return list(dict.fromkeys(part for part in clean if part))


def _parts(text: str, signs: str) -> Iterator[str]:
    if not any(sign in text for sign in signs):
        yield text
        return
    depth, start = 0, 0
    balanced = sum(map(text.count, _OPEN)) == sum(map(text.count, _CLOSE))
    for at, sign in enumerate(text):
        depth += (sign in _OPEN) - (sign in _CLOSE)
        between_digits = sign == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
        if sign in signs and (depth <= 0 or not balanced) and not between_digits:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def split_share(value: object, *, comma: bool = False) -> list[Share]:
    """`Y tế (60%); Giáo dục (40%)` -> shares in percent. Raises ValueProblem when they exceed 100."""
    shares = [share_of(one) for part in split_values(value, comma=comma) for one in _shared(part)]
    total = sum(share.percent or 0 for share in shares)
    if total > 100.5:
        raise ValueProblem(problem("share-sum", value, sum=f"{total:g}"))
    return shares


def _shared(text: str) -> list[str]:
    """The parts of "Y tế 60%, Giáo dục 40%", each of which states a percentage."""
    cut = (sign.split(text) for sign in _BETWEEN) if text.count("%") > 1 else ()
    return next((parts for parts in cut if len(parts) > 1 and all("%" in part for part in parts)), [text])


def share_of(text: str) -> Share:
    """One thing with its percentage, where one is said."""
    if found := _SHARE_AFTER.fullmatch(text):
        return Share(found[1].strip(" :-–("), parse_percent(found[2]))
    if found := _SHARE_BEFORE.fullmatch(text):
        return Share(found[2].strip(), parse_percent(found[1]))
    return Share(text, None)


def split_acronym(value: object) -> tuple[str, str]:
    """`Trung tâm Hành động (ACT)` -> (name, short); short is "" when the brackets hold no acronym."""
    text = " ".join(nfc(str(value or "")).split())
    found = _ACRONYM.fullmatch(text)
    if found and sum(sign.isupper() for sign in found[2]) >= max(2, sum(sign.islower() for sign in found[2])):
        return found[1].strip(), found[2].strip()
    return text, ""


def split_amount(value: object, unit_hint: str = "") -> tuple[str, Money | None]:
    """`Quỹ A (10.000 USD)` or `Quỹ A: 10.000 USD` -> (name, amount); no amount when none can be read."""
    text = " ".join(nfc(str(value or "")).split())
    found = _AMOUNT_IN_BRACKETS.fullmatch(text) or _AMOUNT_AFTER.fullmatch(text)
    if not found:
        return text, None
    try:
        return found[1].strip(), parse_money(found[2], unit_hint)
    except ValueProblem:
        return text, None

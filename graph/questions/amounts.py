"""Amounts in a question: "over 1 million USD", "trên 5 tỷ đồng", "200k EUR", "từ 100.000 đến 500.000 USD"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.questions.plan import Amount
from graph.questions.tokens import Token

_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_BOUNDS = ("over", "least", "under", "most", "about", "between")
Words = Mapping[int, Sequence[tuple[int, str]]]
"""Where words of amounts begin -> (where they end, their code); numbers in words have the code "#5"."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Where an amount stands; `bounded`: a comparison was said; `scaled`: a scale or currency was."""

    first: int
    last: int
    amount: Amount
    bounded: bool
    scaled: bool


def number(raw: str) -> float | None:
    """1.234.567, 1,234,567 and 1234567; 1,5 and 1.5; a single group of three after a sign is thousands."""
    if raw.isdigit() and raw.isascii():
        return float(raw) if len(raw) <= 18 else None
    if _GROUPED.fullmatch(raw):
        return float(re.sub("[.,]", "", raw)) if len(raw) <= 24 else None
    return float(raw.replace(",", ".")) if _DECIMAL.fullmatch(raw) and len(raw) <= 24 else None


def amounts(typed: Sequence[Token], words: Words) -> Iterator[Sum]:
    """Every amount, with what bounds it before or after; the longest at each word."""
    for at in range(len(typed)):
        if best := max(_bounded(typed, words, at), key=lambda found: found.last, default=None):
            yield best


def _bounded(typed: Sequence[Token], words: Words, at: int) -> Iterator[Sum]:
    for last, code in words.get(at, ()):
        if code in _BOUNDS:
            for end, value, currency, scaled in _value(typed, words, last):
                if code == "between":
                    yield from _range(typed, words, at, end, value, currency)
                else:
                    yield Sum(at, end, _bound(code, value, currency), True, scaled)
    for end, value, currency, scaled in _value(typed, words, at):
        yield Sum(at, end, Amount(least=value, most=value, currency=currency), False, scaled)
        for last, code in words.get(end, ()):
            if code in ("up", "down"):
                amount = _bound("least" if code == "up" else "most", value, currency)
                yield Sum(at, last, amount, True, scaled)


def _range(
    typed: Sequence[Token], words: Words, at: int, middle: int, low: float, currency: str | None
) -> Iterator[Sum]:
    for last, code in words.get(middle, ()):
        if code == "and":
            for end, high, other, scaled in _value(typed, words, last):
                # "từ 1 đến 5 triệu USD": the first number bears the scale and currency of the second.
                own = low if currency or not other or low >= 1e3 else low * _scale_of(high)
                if own <= high and (currency or other) == (other or currency):
                    yield Sum(at, end, Amount(least=own, most=high, currency=other or currency), True, scaled)


def _scale_of(value: float) -> float:
    return next((scale for scale in (1e9, 1e6, 1e3) if value >= scale), 1.0)


def _bound(code: str, value: float, currency: str | None) -> Amount:
    exact = Amount(currency=currency)
    if code == "about":
        return exact.model_copy(update={"least": value * 0.9, "most": value * 1.1})
    strict = code in ("over", "under")
    side = "least" if code in ("over", "least") else "most"
    return exact.model_copy(update={side: value, "strict": strict})


def _value(typed: Sequence[Token], words: Words, at: int) -> Iterator[tuple[int, float, str | None, bool]]:
    """A number with its scale and currency: (end, value, currency, whether either was said)."""
    opening = [(last, code) for last, code in words.get(at, ()) if len(code) == 3 and code.isupper()]
    for begin, before in [(at, None), *opening]:
        for end, value in _number(typed, words, begin):
            yield from _scaled(words, end, value, before)


def _number(typed: Sequence[Token], words: Words, at: int) -> Iterator[tuple[int, float]]:
    if at < len(typed) and typed[at].raw[:1].isdigit() and (value := number(typed[at].raw)) is not None:
        yield at + 1, value
    yield from ((last, float(code[1:])) for last, code in words.get(at, ()) if re.fullmatch(r"#\d+", code))
    yield from ((last, 0.5) for last, code in words.get(at, ()) if code == "#half")


def _scaled(words: Words, at: int, value: float, before: str | None) -> Iterator[tuple[int, float, str | None, bool]]:
    yield at, value, before, before is not None
    for last, code in words.get(at, ()):
        if code in _SCALES:
            yield last, value * _SCALES[code], before, True
            for end, currency in words.get(last, ()):
                if _is_currency(currency):
                    yield end, value * _SCALES[code], currency, True
        elif _is_currency(code):
            yield last, value, code, True


def _is_currency(code: str) -> bool:
    return len(code) == 3 and code.isupper()

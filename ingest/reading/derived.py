"""What follows from the figures of a text: the rest of a whole, a sum that agrees with its total, what was disbursed of
what was committed. Each is a proposal of its own that quotes the figures it was made of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.reading.figures import DIFFERENCE, RATIO, SUM, Figure, figure_id
from ingest.reading.measures import Measure
from ingest.reading.numerals import COUNT, MONEY
from ingest.reading.sentences import language

_ORGANIZATIONS = ("member", "association", "union", "ngo", "org", "donor")
_UNITS = ("tổ chức", "hội", "organizations", "associations", "ngos")
_COMMITTED = {
    "aid-committed": ("Tỷ lệ giải ngân trên cam kết", "Disbursed of committed"),
    "aid-approved": ("Tỷ lệ giải ngân trên phê duyệt", "Disbursed of approved"),
}
_NEAR = 600
"""How far apart, in characters, two amounts may be said and still be compared."""


def derived(told: Sequence[Figure]) -> Iterator[Figure]:
    """The figures that follow from those of a text."""
    for whole in told:
        yield from _split(whole, [one for one in told if one.whole == whole.id and one.number.kind == COUNT])
    for one in told:
        if one.measure.code in _COMMITTED and one.value:
            yield from _ratio(one, told)


def _split(whole: Figure, parts: Sequence[Figure]) -> Iterator[Figure]:
    """A sum that agrees with its total, or the rest where one part of the same kind is named."""
    if len(parts) > 1 and sum(one.value for one in parts) == whole.value:
        how = f"{' + '.join(_said(one.value) for one in parts)} = {_said(whole.value)}"
        yield _made(SUM, whole, whole.measure, whole.value, how, (whole, *parts))
        return
    alike = [one for one in parts if _kind(one) == _kind(whole)]
    if len(alike) == 1 and alike[0].unit[0].lower() == whole.unit[0].lower() and alike[0].value < whole.value:
        rest = whole.value - alike[0].value
        how = f"{_said(whole.value)} − {_said(alike[0].value)} = {_said(rest)}"
        yield _made(DIFFERENCE, whole, _without(whole.measure, alike[0].measure), rest, how, (whole, alike[0]))


def _kind(one: Figure) -> str:
    """What kind of things are counted, organisations being one kind."""
    first = one.measure.code.partition("-")[0]
    unit = one.unit[0].lower()
    return "organization" if first in _ORGANIZATIONS or unit in _UNITS else unit


def _without(whole: Measure, part: Measure) -> Measure:
    """The measure of what is left of a whole without a part."""
    if part.without[0]:
        vi, en = part.without
    else:
        left = (part.vi.removeprefix(f"{whole.vi}: "), part.en.removeprefix(f"{whole.en}: "))
        but = "except" if whole.vi == whole.en and language(whole.vi) == "en" else "trừ"
        vi, en = f"{whole.vi}, {but}: {left[0][:1].lower()}{left[0][1:]}", f"{whole.en} except: {left[1]}"
    return replace(whole, code="", vi=vi, en=en)


def _ratio(committed: Figure, told: Sequence[Figure]) -> Iterator[Figure]:
    """What was disbursed of what was committed or approved, where both are said of one subject and time nearby."""
    fitting = [
        one
        for one in told
        if one.number.kind == MONEY and one.measure.code == "aid-disbursed" and _comparable(committed, one)
    ]
    if not fitting:
        return
    disbursed = min(fitting, key=lambda one: abs(_place(one) - _place(committed)))
    vi, en = _COMMITTED[committed.measure.code]
    yearly = committed.measure.vi.endswith("mỗi năm")
    measure = Measure("", vi + " mỗi năm" * yearly, en + " a year" * yearly)
    value = round(disbursed.value / committed.value, 3)
    how = f"{_said(disbursed.value)} / {_said(committed.value)} = {_said(value)}"
    yield _made(RATIO, committed, measure, value, how, (disbursed, committed))


def _comparable(committed: Figure, one: Figure) -> bool:
    same = (committed.unit, committed.subject) == (one.unit, one.subject) and one.period in ("", committed.period)
    return same and -_NEAR / 4 < _place(one) - _place(committed) < _NEAR


def _place(one: Figure) -> int:
    return one.sentence.start + one.number.start


def _made(kind: str, like: Figure, measure: Measure, value: float, how: str, parts: tuple[Figure, ...]) -> Figure:
    """A figure of the same subject and time as `like`; said with "about" where a part was worded."""
    worded = like.qualifier if kind == SUM else "about" if any(part.qualifier for part in parts) else ""
    return replace(
        like, id=figure_id(kind, *(part.id for part in parts)), kind=kind, measure=measure, value=value, how=how, whole="",
        parts=parts, unit=("", "") if kind == RATIO else like.unit, qualifier=worded,
    )  # fmt: skip


def _said(value: float) -> str:
    """A number as the arithmetic shows it, its thousands apart."""
    text = f"{value:,}" if float(value).is_integer() else f"{value:,.3f}".rstrip("0")
    return text.replace(",", " ")

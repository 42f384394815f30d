"""Dates and periods as officers write them -> partial ISO text that keeps the precision ("2019-05").

Numbers are always day/month/year: `03/04/2019` is the third of April. Two-digit years: 00-49 are 20xx,
50-99 are 19xx.
"""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from graph.names import fold, nfc
from ingest.problems import ValueProblem, problem

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_EN = "|".join(sorted(_MONTHS, key=len, reverse=True))
_VI_MONTHS = {
    "gieng": 1,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi mot": 11,
    "muoi hai": 12,
    "chap": 12,
}
_VI = "|".join(sorted(_VI_MONTHS, key=len, reverse=True))
_BETWEEN = r"(?: ?[-/.,] ?| nam | )"
_Y, _YY, _M, _D = r"(?P<y>\d{4})", r"(?P<y>\d{4}|\d{2})", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
_FORMS = [
    re.compile(form)
    for form in (
        rf"{_Y}\.0",
        rf"{_Y}[-/.]{_M}[-/.]{_D}(?:[t ]\d{{1,2}}:\d{{2}}.*)?",
        rf"{_D} ?[-/.] ?{_M} ?[-/.] ?{_YY}(?: \d{{1,2}}:\d{{2}}.*)?",
        rf"{_Y}[-/.]{_M}",
        rf"{_M} ?[-/.] ?{_Y}",
        rf"(?:nam |year )?{_Y}",
        rf"(?:(?:mung|mong) )?{_D} thang {_M}{_BETWEEN}{_Y}",
        rf"{_D}/{_M} nam {_Y}",
        rf"(?:(?:mung|mong) )?{_D} thang (?P<w>{_VI}){_BETWEEN}{_Y}",
        rf"thang {_M}{_BETWEEN}{_Y}",
        rf"thang (?P<w>{_VI}){_BETWEEN}{_Y}",
        rf"{_D}(?:st|nd|rd|th)?(?: of)? (?P<w>{_EN}) {_Y}",
        rf"(?P<w>{_EN}) {_D}(?:st|nd|rd|th)? {_Y}",
        rf"(?P<w>{_EN})[- ]{_Y}",
        rf"{_D}[- ](?P<w>{_EN})[- ]{_YY}",
    )
]
_QUARTER = re.compile(
    r"(?:quy|q|quarter) ?(?P<q>[1-4]|iv|i{1,3}) ?(?:nam |[-/.])? ?(?P<y>\d{4})|(?P<y2>\d{4}) ?-? ?q(?P<q2>[1-4])"
)
_HALF = re.compile(r"(?P<n>6|sau) thang (?P<h>dau|cuoi) nam (?P<y>\d{4})")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LEAD = re.compile(r"^(?:(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat) )?(?:ngay )?(?=\S* ?\d)|^ngay ")
_NEARLY = re.compile(
    r"^(?:khoang|dau|giua|cuoi|tu|from|since|ke tu|early|mid|late|about|circa|vao|den|den het|until|to|het|truoc)\b ?"
)
_OPEN = frozenset(
    {
        "nay",
        "hien nay",
        "den nay",
        "nay den",
        "present",
        "now",
        "to date",
        "date",
        "ongoing",
        "khong thoi han",
        "vo thoi han",
        "khong xac dinh",
        "dang thuc hien",
        "",
    }
)
_SPAN = re.compile(r"\s+(?:đến hết|đến|tới|to|until|till|through)\s+|\s*(?:–|—|->|→|÷)\s*|\s+-+\s+", re.I)
_DAYS = re.compile(
    r"(?P<d1>\d{1,2})(?:[/.](?P<m1>\d{1,2}))? ?(?:-|den|to) ?(?:ngay )?(?P<d2>\d{1,2})[/.](?P<m2>\d{1,2})[/.](?P<y>\d{4})"
)
_YEARS = re.compile(r"(?P<a>\d{4}) ?[-–/] ?(?P<b>\d{4}|\d{2})")
_MONTH_SPAN = re.compile(r"(?:thang )?(?P<a>\d{1,2}[/.]\d{4}) ?- ?(?:thang )?(?P<b>\d{1,2}[/.]\d{4})")
_MONTHS_OF_YEAR = re.compile(
    r"(?:thang )?(?P<a>\d{1,2}) ?(?:-|den) ?(?:thang )?(?P<b>\d{1,2})(?:[/.]| nam )(?P<y>\d{4})"
)
_DATE_SPAN = re.compile(r"(?P<a>\d{1,2}[/.]\d{1,2}[/.]\d{4}) ?- ?(?P<b>\d{1,2}[/.]\d{1,2}[/.]\d{4})")
_EXCEL_ZERO = date(1899, 12, 30)
_EXCEL_FIRST, _EXCEL_AFTER = 14_611, 73_051


class Period(NamedTuple):
    """Two partial ISO dates; None is open (from ever, or still going on)."""

    since: str | None
    until: str | None


def parse_date(value: object, *, last: bool = False) -> str:
    """One date as "2019", "2019-05" or "2019-05-12".

    A quarter gives its first month, or its last one when `last`. Numbers are years, or the
    days of Excel from 1940 to 2099, as a cell that lost its format shows them. Raises ValueProblem.
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(value)
    return _said(str(value), last)


@lru_cache(maxsize=16384)
def _said(value: str, last: bool) -> str:
    """A date in words: the same few thousand days come back in row after row."""
    text = _LEAD.sub("", _words(value))
    if found := _QUARTER.fullmatch(text):
        quarter = _QUARTERS.get(found["q"] or "", 0) or int(found["q"] or found["q2"])
        return f"{found['y'] or found['y2']}-{quarter * 3 if last else quarter * 3 - 2:02}"
    if found := _HALF.fullmatch(text):
        return f"{found['y']}-{(6 if last else 1) + (6 if found['h'] == 'cuoi' else 0):02}"
    for reading in dict.fromkeys((text, _LEAD.sub("", _NEARLY.sub("", text)))):
        for form in _FORMS:
            if found := form.fullmatch(reading):
                return _iso(found.groupdict(), value)
    raise ValueProblem(
        problem("date-period" if _YEARS.fullmatch(text) or _has_two_sides(text) else "date-unreadable", value)
    )


def parse_period(value: object) -> Period:
    """`2019-2022`, `từ 5/2019 đến nay`, `5-8/10/2023`, `tháng 5-8/2024`; one date is a period of that length."""
    if not isinstance(value, str):
        day = parse_date(value)
        return Period(day, day)
    try:
        return _compact(value) or _two_sided(value)
    except ValueProblem as error:
        if error.problem.code in ("date-unreadable", "date-period"):
            raise ValueProblem(problem("period-unreadable", value)) from None
        raise


def _compact(value: str) -> Period | None:
    """A period whose two ends share their year or month, or stand with no space between them."""
    text = re.sub(r"^(?:(?:giai doan|thoi gian|trong|period|tu|nam|ngay) )+(?=\d|thang)", "", _words(value))
    if found := _DAYS.fullmatch(text):
        year, month = found["y"], found["m2"]
        since = parse_date(f"{found['d1']}/{found['m1'] or month}/{year}")
        return _ordered(since, parse_date(f"{found['d2']}/{month}/{year}"), value)
    if found := _YEARS.fullmatch(text):
        until = found["b"] if len(found["b"]) == 4 else found["a"][:2] + found["b"]
        if len(found["b"]) == 4 or int(found["b"]) > 12:
            return _ordered(found["a"], until, value)
    if found := _MONTH_SPAN.fullmatch(text) or _DATE_SPAN.fullmatch(text):
        return _ordered(parse_date(found["a"]), parse_date(found["b"], last=True), value)
    if found := _MONTHS_OF_YEAR.fullmatch(text):
        return _ordered(parse_date(f"{found['a']}/{found['y']}"), parse_date(f"{found['b']}/{found['y']}"), value)
    return None


def _two_sided(value: str) -> Period:
    sides = _SPAN.split(f" {nfc(value).strip()} ".replace("\n", " "))
    if len(sides) == 2:
        since, until = (_side(sides[0], last=False), _side(sides[1], last=True))
        if not since and not until:
            raise ValueProblem(problem("period-unreadable", value))
        return _ordered(since, until, value)
    if re.match(r"(?:tu|from|since|ke tu) ", _words(value)):
        return Period(parse_date(value), None)
    if re.match(r"(?:den|until|till|truoc) ", _words(value)):
        return Period(None, parse_date(value, last=True))
    return Period(parse_date(value), parse_date(value, last=True))


def _side(text: str, *, last: bool) -> str | None:
    text = re.sub(r"^(?:giai doan|thoi gian) ", "", _words(text))
    return None if text in _OPEN else parse_date(text, last=last)


def _ordered(since: str | None, until: str | None, value: object) -> Period:
    if since and until and until[: len(since)] < since[: len(until)]:
        raise ValueProblem(problem("period-reversed", value))
    return Period(since, until)


def _has_two_sides(text: str) -> bool:
    return re.search(r"\d.*(?: - | den ).*\d", text) is not None


def _words(text: str) -> str:
    """Lower case without accents, but with the signs that part days, months and years."""
    text = re.sub(r"[–—−]", "-", nfc(text).casefold())
    parts = re.split(r"([-/.:])", text.replace(",", " "))
    folded = "".join(part if part in "-/.:" else _edges(part) for part in parts)
    return " ".join(folded.split()).strip(" .:-/")


def _edges(part: str) -> str:
    return " " * part[:1].isspace() + fold(part) + " " * part[-1:].isspace()


def _of_number(value: float) -> str:
    if 1800 <= value < 2200 and float(value).is_integer():
        return str(int(value))
    if _EXCEL_FIRST <= value < _EXCEL_AFTER:
        return (_EXCEL_ZERO + timedelta(days=int(value))).isoformat()
    raise ValueProblem(problem("date-serial", value))


def _iso(parts: dict[str, str | None], value: object) -> str:
    year = int(parts["y"] or 0)
    if len(parts["y"] or "") == 2:
        year += 2000 if year < 50 else 1900
    if not 1800 <= year < 2200:
        raise ValueProblem(problem("date-far", value))
    word = parts.get("w")
    month = (_VI_MONTHS.get(word) or _MONTHS[word]) if word else int(parts.get("m") or 0)
    day = int(parts.get("d") or 0)
    has_month = bool(word or parts.get("m"))
    if (has_month and not 1 <= month <= 12) or (parts.get("d") and not 1 <= day <= monthrange(year, month)[1]):
        raise ValueProblem(problem("date-impossible", value))
    return "-".join([f"{year:04}", *([f"{month:02}"] if has_month else []), *([f"{day:02}"] if parts.get("d") else [])])

"""When something is said to be: periods, dates, "as of", "each year", "at present"; in Vietnamese and English."""

import re
from dataclasses import dataclass
from datetime import date

from ingest.reading.cues import Cue
from ingest.reading.sentences import Sentence

PERIOD, DAY, AS_OF, YEARLY, NOW = "period", "day", "as of", "yearly", "now"

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in _MONTHS)
_YEAR = r"(?:19|20)\d{2}"
_FEW = {"three": 3, "six": 6, "nine": 9, "ba": 3, "sáu": 6, "chín": 9, "sau": 6, "chin": 9}
_QUARTER = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_VI_DAY = rf"(?:ngày (?P<d>\d{{1,2}}) tháng (?P<m>\d{{1,2}}) năm (?P<y>{_YEAR})|(?:ngày )?(?P<d2>\d{{1,2}})[/.-](?P<m2>\d{{1,2}})[/.-](?P<y2>{_YEAR}))"
_VI_MONTH = rf"tháng (?P<m>\d{{1,2}})(?:/|-|\.| năm )(?P<y>{_YEAR})"
_EN_DAY = rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<w>{_MONTH})\.?,? (?P<y>{_YEAR})|(?P<w2>{_MONTH})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>{_YEAR})|(?P<d3>\d{{1,2}})[/.-](?P<m3>\d{{1,2}})[/.-](?P<y3>{_YEAR}))"
_EN_MONTH = rf"(?P<w>{_MONTH})\.? (?P<y>{_YEAR})"
_FORMS: dict[str, tuple[tuple[str, str], ...]] = {
    "vi": (
        (PERIOD, rf"(?P<n>\d{{1,2}}|ba|sáu|chín) tháng (?P<h>đầu|cuối) (?:của )?năm (?P<y>{_YEAR})"),
        (PERIOD, rf"quý (?P<q>iv|i{{1,3}}|[1-4])(?:/| ?- ?| năm | )(?P<y>{_YEAR})"),
        (PERIOD, rf"(?:giai đoạn |nhiệm kỳ |thời kỳ |(?:kể )?từ năm |từ |các năm |năm )?(?P<a>{_YEAR}) ?(?:-|–|—|đến hết năm|đến năm|tới năm|đến|tới) ?(?P<b>{_YEAR})"),
        (AS_OF, rf"(?:tính )?(?:đến|tới)(?: hết| cuối| thời điểm)* {_VI_DAY}"),
        (AS_OF, rf"(?:tính )?(?:đến|tới)(?: hết| cuối| thời điểm)* {_VI_MONTH}"),
        (AS_OF, rf"(?:tính )?(?:đến|tới)(?: hết| cuối| thời điểm)* năm (?P<y>{_YEAR})"),
        (DAY, _VI_DAY),
        (PERIOD, _VI_MONTH),
        (PERIOD, rf"(?:kể )?từ (?:đầu )?năm (?P<from>{_YEAR})(?: đến nay| tới nay)?"),
        (PERIOD, rf"(?:trong |vào |của )?(?:đầu |giữa |cuối )?năm (?:học )?(?P<y>{_YEAR})"),
        (YEARLY, r"hằng năm|hàng năm|mỗi năm|(?:bình quân|trung bình)(?: mỗi| một| hằng| hàng)? năm|/ ?năm"),
        (NOW, r"hiện nay|hiện tại|hiện đang|hiện có|hiện thành phố|hiện tỉnh|(?:cho )?(?:đến|tới) nay|đến thời điểm này|(?<!\w)hiện(?=,)"),
    ),
    "en": (
        (PERIOD, rf"(?:the )?(?P<h>first|last) (?P<n>\d{{1,2}}|three|six|nine) months of (?P<y>{_YEAR})"),
        (PERIOD, rf"(?:the )?(?P<half>first|second) half of (?P<y>{_YEAR})"),
        (PERIOD, rf"(?:the )?(?:(?P<q>first|second|third|fourth) quarter (?:of )?|q(?P<q2>[1-4]) ?/?)(?P<y>{_YEAR})"),
        (PERIOD, rf"(?:(?:from|between|during|over|in)(?: the)?(?: years?)? )?(?P<a>{_YEAR}) ?(?:-|–|—|to|until|through|(?<=during {'.' * 5})and|(?<=between {'.' * 5})and) ?(?P<b>{_YEAR})"),
        (AS_OF, rf"(?:as of|as at|by|until|up to|till)(?: the)?(?: end of)? {_EN_DAY}"),
        (AS_OF, rf"(?:as of|as at|by|until|up to|till)(?: the)?(?: end of)? {_EN_MONTH}"),
        (AS_OF, rf"(?:as of|as at|by|until|up to|till)(?: the)?(?: end of)? (?P<y>{_YEAR})"),
        (DAY, _EN_DAY),
        (PERIOD, _EN_MONTH),
        (PERIOD, rf"since (?:early |late |the year )?(?P<from>{_YEAR})"),
        (PERIOD, rf"(?:in|during|of|for|throughout)(?: the)?(?: year| fiscal year)? (?P<y>{_YEAR})"),
        (YEARLY, r"annually|yearly|each year|every year|(?:per|a|an) (?:year|annum)|/ ?year|annual average|on average each year"),
        (NOW, r"at present|currently|presently|at the moment|for the time being|nowadays|to date|so far|up to now|(?<!\w)now(?=,| has| have)"),
    ),
}  # fmt: skip
_CUES = [
    *((kind, Cue(vi=form)) for kind, form in _FORMS["vi"]),
    *((kind, Cue(en=form)) for kind, form in _FORMS["en"]),
]


@dataclass(frozen=True, slots=True)
class Moment:
    """`kind` is one of the words above; `since` and `until` are ISO text; `period` is how a list would say it."""

    kind: str
    start: int
    end: int
    said: str
    since: str = ""
    until: str = ""
    period: str = ""


def moments(sentence: Sentence) -> list[Moment]:
    """The moments of a sentence in their order, none within another."""
    found: list[Moment] = []
    for kind, cue in _CUES:
        for spot in cue.find(sentence):
            if not any(one.start < spot.end() and spot.start() < one.end for one in found):
                made = _moment(kind, spot, sentence.text[slice(*spot.span())])
                found += [made] if made else []
    return sorted(found, key=lambda one: one.start)


def _moment(kind: str, spot: re.Match[str], said: str) -> Moment | None:
    parts = {name.rstrip("23"): value for name, value in spot.groupdict().items() if value}
    if kind in (YEARLY, NOW):
        return Moment(kind, *spot.span(), said)
    read = _period(parts) or _day(parts)
    return Moment(kind, *spot.span(), said, *read) if read else None


def _period(parts: dict[str, str]) -> tuple[str, str, str] | None:
    """since, until and words of a period of months or years."""
    year = parts.get("y", "")
    if "a" in parts:
        return (parts["a"], parts["b"], f"{parts['a']}-{parts['b']}") if parts["a"] <= parts["b"] else None
    if "from" in parts:
        return parts["from"], "", f"từ {parts['from']}"
    if "n" in parts or "half" in parts:
        months = 6 if "half" in parts else int(_FEW.get(parts["n"], 0) or parts["n"])
        first = (parts.get("h") or parts.get("half", "")) in ("first", "đầu", "dau")
        since, until = (1, months) if first else (13 - months, 12)
        words = f"{months} tháng {'đầu' if first else 'cuối'} năm {year}"
        return (f"{year}-{since:02}", f"{year}-{until:02}", words) if 0 < months < 12 else None
    if "q" in parts:
        quarter = _QUARTER.get(parts["q"], 0) or int(parts["q"])
        return f"{year}-{quarter * 3 - 2:02}", f"{year}-{quarter * 3:02}", f"quý {quarter} năm {year}"
    return None


def _day(parts: dict[str, str]) -> tuple[str, str, str] | None:
    """A day, month or year; None for one that no calendar holds."""
    year, word = parts["y"], parts.get("w", "")
    month = (
        next((n for n, name in enumerate(_MONTHS, 1) if word[:3] == name[:3]), 0) if word else int(parts.get("m", 0))
    )
    if not month:
        return (year, year, year) if "m" not in parts else None
    if "d" not in parts:
        return (iso := f"{year}-{month:02}", iso, f"{month:02}/{year}") if month <= 12 else None
    try:
        day = date(int(year), month, int(parts["d"]))
    except ValueError:
        return None
    return day.isoformat(), day.isoformat(), f"{day:%d/%m/%Y}"

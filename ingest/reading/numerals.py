"""Numbers in a sentence that may be figures: counts, shares and money, with their scale, currency and wording.

What only looks like a figure is passed over: years and dates, lengths of time, law and telephone numbers, articles,
pages, ordinals, addresses, versions. Of an amount that is said in a second currency the first counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.reading import letters
from ingest.reading.cues import Cue
from ingest.reading.moments import AS_OF, DAY, PERIOD, Moment
from ingest.reading.nouns import noun_after
from ingest.reading.sentences import Sentence
from ingest.values.money import CURRENCIES, MAGNITUDES, VIETNAMESE
from ingest.values.numbers import QUALIFIERS, plain

COUNT, MONEY, SHARE = "count", "money", "share"
_TOO_LARGE = 10**18  # nobody counts or pays so much: digits run together

_SCALE = "|".join(
    re.escape(word) for word in sorted(MAGNITUDES, key=len, reverse=True) if len(word) > 1 and word not in ("tr", "mil")
)
_COINS = sorted(
    ((word, code) for code, words in CURRENCIES.items() for word in words.split("|")), key=lambda one: -len(one[0])
)
_COIN = "|".join(word for word, _ in _COINS)
_QUALIFIER = re.compile(
    "(?<!\\w)(?:"
    + "|".join(f"(?P<q{at}>{words}|{letters.plain(words)})" for at, words in enumerate(QUALIFIERS.values()))
    + r") ?$"
)
_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?"
_NUMERAL = re.compile(
    rf"(?<![\w.,/:@#&+])(?<!\w-)(?P<digits>{_DIGITS})(?![.,:]?\d)"
    rf"(?:\s?(?P<share>%|phần trăm|phan tram|per ?cent)|(?:\s?(?P<scale>{_SCALE}|m|k))?(?:\s?(?P<coin>{_COIN}))?)(?!\w)"
)
_BEFORE = re.compile(rf"(?<!\w)(?:{_COIN})\s?$")
_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11,
    "mười hai": 12, "mười ba": 13, "mười bốn": 14, "mười lăm": 15, "mười sáu": 16, "mười bảy": 17, "mười tám": 18,
    "mười chín": 19, "hai mươi": 20, "ba mươi": 30, "bốn mươi": 40, "năm mươi": 50,
}  # fmt: skip
_SPELLED = Cue(
    vi="|".join(
        sorted((w for w in _WORDS if not w.isascii() or w in ("hai", "ba", "hai mươi")), key=len, reverse=True)
    ),
    en="|".join(sorted((w for w in _WORDS if w.isascii() and w not in ("hai", "ba")), key=len, reverse=True)),
)
_LAST = r"(?:\d[\d.,/-]*\d|\d)"
_NO_FIGURES = (
    Cue(
        vi=rf"(?:điều|khoản|điểm|chương|mục|phần|phụ lục|biểu|bảng|hình|mẫu|trang|tr\.|lần|lần thứ|thứ|khóa|khoá|kỳ|quý|vòng|top|hạng"
        rf"|cấp|loại|nhóm|tầng|phòng|ngõ|ngách|tổ|kiệt|quốc lộ|đường|tuyến|lô|ca|số nhà|nhà số|thế kỷ|giai đoạn|khu|lớp|bước|bài|tiết|câu"
        rf"|(?<!tổng )(?<!trong )(?<!con )(?<!vượt )số(?: hiệu| điện thoại| tài khoản)?|nghị định(?: số)?|quyết định(?: số)?"
        rf"|thông tư(?: số)?|nghị quyết(?: số)?|chỉ thị(?: số)?|công văn(?: số)?|kế hoạch(?: số)?|luật(?: số)?|văn bản(?: số)?"
        rf"|điện thoại|đt|tel|fax|hotline|zalo|mst|mã số thuế|tài khoản|lúc|phường|quận|ngày|tháng|năm|mùng) ?[:.]? ?{_LAST}(?! ?%)",
        en=rf"(?:articles?|clauses?|sections?|chapters?|paragraphs?|points?|parts?|items?|annex|appendix|tables?|figures?|fig\.|pages?|pp?\."
        rf"|no\.?|nos\.?|number|decrees?|circulars?|decisions?|resolutions?|directives?|laws?|phase|stage|step|level|grade|class|type|group"
        rf"|version|goals?|sdgs?|targets?|top|rank(?:ed)?|room|floor|district|ward|road|route|highway|lot|gate|tel|phone|fax|hotline|mobile|zip"
        rf"|box|code|session|round|volume|vol\.|issue|covid|world war|century|at) ?[:.]? ?{_LAST}(?! ?%)",
    ),
    Cue(vi=r"\d[\d.,]* ?(?:năm|tháng|tuần|ngày|giờ|phút|giây|tuổi|thế kỷ|quý|h|g)(?! (?:tuổi )?(?:tổ chức|dự án))",
        en=r"\d[\d.,]*[ -](?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|years?-old|centur(?:y|ies)|o'clock|am|pm|times)"),
    Cue(en=r"\d+(?:st|nd|rd|th)|\d+[-/]\d{4}[-/]?[\w-]*|\d+/[a-zđ][\w/-]*|\d+ ?/ ?\d+|\d{1,2}:\d{2}|\d{1,2}h\d{0,2}|\d+(?:\.\d+){2,}(?!\d)(?<!\d\.\d{3}\.\d{3})"),
    Cue(en=r"\(?\+?(?:84|0\d{1,3})\)?[ .-]?\d{2,4}[ .-]?\d{3,4}(?:[ .-]?\d{2,4})?|\d{9,}"),
    Cue(en=r"\S+@\S+|https?://\S+|www\.\S+"),
    Cue(en=r"\d+ ?[-–—] ?\d+"),
)  # fmt: skip
_ITEM = re.compile(r"\s*(?:\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+\.?|\[\d{1,3}\])\s")
_NOTE = re.compile(r"\[\d{1,3}\]|\(\d{1,2}\)")
_SAME_AGAIN = re.compile(r"\s*(?:\(|,? ?(?:tương đương|quy đổi|equivalent to|or about)\s)[^()\d]{0,25}$")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number from `start` to `end` of its sentence, its unit's sign and its wording included.

    `unit` is a currency, "%" or "". `spelled` numbers are written in letters.
    """

    kind: str
    value: int | float
    start: int
    end: int
    unit: str = ""
    qualifier: str = ""
    spelled: bool = False


def has_numbers(sentence: Sentence) -> bool:
    """Whether a sentence holds any number at all, in digits or letters."""
    return any(sign.isdigit() for sign in sentence.text) or _SPELLED.heard(sentence)


def numerals(sentence: Sentence, when: list[Moment]) -> list[Numeral]:
    """The numbers of a sentence that may be figures; `when` are its moments."""
    barred = [(one.start, one.end) for one in when if one.kind in (PERIOD, DAY, AS_OF)]
    barred += [spot.span() for cue in _NO_FIGURES for spot in cue.find(sentence)]
    barred += [spot.span() for pattern in (_NOTE,) for spot in pattern.finditer(sentence.low)]
    if item := _ITEM.match(sentence.text):
        barred.append(item.span())
    found = [*_written(sentence), *_spelled(sentence)]
    free = [one for one in found if not any(a < one.end and one.start < b for a, b in barred if not _scaled(one, a, b))]
    return _once(sentence, sorted(free, key=lambda one: one.start))


def _scaled(one: Numeral, start: int, end: int) -> bool:
    """Whether money or a share reaches beyond what would bar its digits: "năm 5 triệu USD" is no year."""
    return one.kind == MONEY and one.end > end and start >= one.start


def _once(sentence: Sentence, found: list[Numeral]) -> list[Numeral]:
    """Without an amount that says the one before it in another currency."""
    return [
        one
        for before, one in zip([None, *found], found, strict=False)
        if not (before and before.kind == one.kind == MONEY and before.unit != one.unit)
        or not _SAME_AGAIN.fullmatch(sentence.low[before.end : one.start])
    ]


def _written(sentence: Sentence) -> Iterator[Numeral]:
    """Numbers in digits. A Vietnamese scale without a currency is money ("350 triệu") unless something is counted."""
    copy = sentence.low
    for spot in _NUMERAL.finditer(copy):
        before = _BEFORE.search(copy[max(spot.start() - 12, 0) : spot.start()])
        start = spot.start() - (len(before[0]) if before else 0)
        coin, scale = (before[0] if before else spot["coin"] or "").strip(), spot["scale"]
        if scale in ("m", "k") and not coin:
            continue
        dong = scale in VIETNAMESE and not noun_after(sentence, spot.end())
        kind = SHARE if spot["share"] else MONEY if coin or dong else COUNT
        unit = "%" if spot["share"] else _code(coin) if coin else "VND" if dong else ""
        digits = _value(spot["digits"], sentence.lang, bool(scale or spot["share"]))
        if (number := digits * MAGNITUDES.get(scale or "", 1)) >= _TOO_LARGE:
            continue
        start, qualifier = _worded(copy, start)
        yield Numeral(kind, plain(number), start, spot.end(), unit, qualifier)


def _spelled(sentence: Sentence) -> Iterator[Numeral]:
    for spot in _SPELLED.find(sentence):
        if (value := _WORDS.get(sentence.low[slice(*spot.span())])) and not re.match(
            r"[- ]\d", sentence.low[spot.end() :]
        ):
            start, qualifier = _worded(sentence.low, spot.start())
            yield Numeral(COUNT, value, start, spot.end(), "", qualifier, spelled=True)


def _value(digits: str, lang: str, fine: bool) -> Decimal:
    """The number of some digits. Counts are whole, so that "56,000" and "56.000" are the same; where a scale or a
    percent sign follows, a lone sign may part decimals: the comma in Vietnamese, the point in English."""
    bare = digits.replace(" ", "")
    signs = re.findall(r"[.,]", bare)
    if len(signs) == 1:
        ours = "," if lang == "vi" else "."
        thousands = re.fullmatch(r"\d{1,3}[.,]\d{3}", bare) and not (fine and signs[0] == ours)
        return Decimal(re.sub(r"[.,]", "" if thousands else ".", bare))
    whole, sign, part = bare, "", ""
    if len(set(signs)) == 2:
        whole, sign, part = bare.rpartition(signs[-1])
    return Decimal(re.sub(r"[.,]", "", whole) + ("." if sign else "") + part)


def _code(coin: str) -> str:
    return next(code for word, code in _COINS if re.fullmatch(word, coin))


def _worded(copy: str, start: int) -> tuple[int, str]:
    """Where the wording before a number begins, and its code: "more than", "about"."""
    found = _QUALIFIER.search(copy[max(start - 24, 0) : start])
    if not found:
        return start, ""
    return start - len(found[0]), list(QUALIFIERS)[int(str(found.lastgroup)[1:])]

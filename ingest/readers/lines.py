"""What a line under the headings is: a record's row, or a section, total, note or repeated heading."""

import re
from itertools import pairwise
from typing import Literal

from graph.names import fold, key
from ingest.readers.cells import Line, Value, say
from ingest.readers.heading import Heading

Kind = Literal["blank", "heading", "section", "total", "note", "data"]

_NUMERAL = re.compile(r"[ivxlc]{1,6}|[a-zđ]", re.I)
_SECTION = re.compile(
    r"(?:[IVXLC]{1,6}|[A-ZĐ])\s*[.)/:–-]\s*\S|(?:phần|mục|nhóm|khối|khu vực|châu|lĩnh vực|part|section)\s", re.I
)
_SECTION_NUMERAL = re.compile(r"^\s*(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,2})\s*[.)/:–-]\s*(?=\S)")
_COLUMN_NUMBER = re.compile(r"[(\[]?(?:\d{1,2}|[A-Z])[)\]]?(?:\s*=\s*[\d()+\-*/:x% ]+)?")
_NUMBER = re.compile(r"[(~≈]?[-+]?\s*(?:usd|us\$|\$|€)?\s*\d[\d.,\s]*\D{0,24}", re.I)
_TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|tổng (?:kinh phí|giá trị|vốn|cam kết|giải ngân)|cộng (?:mục|phần|nhóm)|grand total|sub ?total)\b"
)
_TOTAL_ALONE = frozenset({"tong cong", "tong so", "tong", "cong", "total", "sum", "luy ke", "cong luy ke", "totals"})
_NOTE = re.compile(r"(?:ghi chú|chú thích|lưu ý|nguồn|note|notes|source|sources|remarks?)\s*[:：]|\(?\*+\)?\s*\S", re.I)
_NOTE_GOES_ON = re.compile(r"[-–*+•(\d]")
_SIGNED = re.compile(
    r"(?:nguoi lap(?: bieu| bang)?|nguoi tong hop|lap bieu|noi nhan|thu truong(?: don vi)?|giam doc|pho giam doc|chu tich|"
    r"pho chu tich|ke toan truong|chanh van phong|tm |kt |t m |k t |xac nhan cua|ky ten|ky ghi ro ho ten|prepared by|"
    r"approved by|signed)(?:\b|$)|.*\bngay(?: \d{1,2})? thang(?: \d{1,2})? nam(?: \d{4})?$"
)
_LONG_NOTE = 60


def kind_of(line: Line, heading: Heading, numbering: int | None, ended: str) -> Kind:
    """What the line is. `numbering` is the column of running numbers; `ended` is "note" after a footnote,
    "signed" after the signatures of the table."""
    if line.problem:
        return "data"
    own = line.own()
    if not own:
        return "blank"
    if heading.repeats(line) or _counts_columns(line, own):
        return "heading"
    if _is_total(line, own, numbering):
        return "total"
    if _is_note(line, own, numbering, ended, len(heading.columns)):
        return "note"
    return "section" if _is_section(line, own, numbering, len(heading.columns)) else "data"


def ending(line: Line, kind: Kind, ended: str) -> str:
    """How far the table has ended after this line: "", "note" or "signed"."""
    if kind == "note":
        return "signed" if ended == "signed" or _is_signed(line, line.own()) else "note"
    return ended if kind == "blank" else ""


def section_title(line: Line) -> str:
    """The words of a section row without its numeral: "Châu Á" of "I. Châu Á" or of "I" | "Châu Á"."""
    texts = [say(line.values[at]) for at in line.own() if isinstance(line.values[at], str)]
    words = [text for text in texts if not _NUMERAL.fullmatch(text.strip(" .)"))] or texts
    return _SECTION_NUMERAL.sub("", words[0]).strip(" :")


def is_number(value: Value) -> bool:
    """A number, or a text that is one with at most a currency or unit."""
    return isinstance(value, int | float) or (isinstance(value, str) and _NUMBER.fullmatch(value.strip()) is not None)


def _counts_columns(line: Line, own: list[int]) -> bool:
    """A row "(1) (2) (3)" or "A B 1 2 3" under the headings."""
    if len(own) < 3 or not all(_COLUMN_NUMBER.fullmatch(say(line.values[at]).strip()) for at in own):
        return False
    texts = [say(line.values[at]).strip() for at in own]
    digits = [int(found[0]) for text in texts if (found := re.match(r"\d+", text.strip("([")))]
    return len(digits) >= 2 and all(later - one == 1 for one, later in pairwise(digits))


def _is_total(line: Line, own: list[int], numbering: int | None) -> bool:
    if numbering is not None and numbering in own and is_number(line.values[numbering]):
        return False
    at = next((at for at in own[:2] if isinstance(line.values[at], str) and len(say(line.values[at])) > 2), None)
    if at is None or at > 3:
        return False
    text = key(say(line.values[at]))
    alone = re.sub(r"[\d ]+$|\b(?:usd|vnd|vnđ|dong|[ivx]+|[a-d])$", "", fold(text)).strip() in _TOTAL_ALONE
    rest = all(is_number(line.values[other]) for other in own if other > at)
    return rest and (alone or _TOTAL.match(text) is not None)


def _is_note(line: Line, own: list[int], numbering: int | None, ended: str, width: int) -> bool:
    if len(own) > max(2, min(3, width // 3)):
        return False
    first = say(line.values[own[0]])
    if numbering is not None and numbering in own and is_number(line.values[numbering]) and len(own) > 1:
        return False
    if ended == "signed" or _is_signed(line, own) or _NOTE.match(first):
        return True
    return ended == "note" and len(own) == 1 and (_NOTE_GOES_ON.match(first) is not None or len(first) > _LONG_NOTE)


def _is_signed(line: Line, own: list[int]) -> bool:
    return all(_SIGNED.match(fold(say(line.values[at]))) for at in own)


def _is_section(line: Line, own: list[int], numbering: int | None, width: int) -> bool:
    at, value = own[0], line.values[own[0]]
    if not isinstance(value, str):
        return False
    if len(own) == 1:
        if at + 1 in line.across:
            return True
        after_number = 0 if numbering is None else numbering + 1
        marked = at <= after_number and _SECTION.match(value) is not None
        return marked or (numbering is not None and width >= 4 and at <= after_number and not is_number(value))
    lettered = at == numbering and _NUMERAL.fullmatch(value.strip(" .)")) is not None
    return lettered and all(is_number(line.values[other]) for other in own[2:]) and isinstance(line.values[own[1]], str)

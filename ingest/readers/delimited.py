"""CSV and its relatives: encoding and delimiter found from the content, rows streamed."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from graph.names import nfc
from ingest.problems import FileProblem, problem
from ingest.readers.cells import Line, Sheet, Value, first_refusal, tidy

_SAMPLE = 1 << 16
_FIELD_LIMIT = 64 << 20
_END = "\x1e"
_CUT = "\x1f"
"""What stands for the half sign at which a file breaks off."""
_DELIMITERS = ",;\t|"
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x00\x1a")
_VIETNAMESE = frozenset(
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
    "“”‘’–—…•₫öüäïëçñÖÜÄÇßåÅøØ€°\xa0"
)


def delimited_sheets(path: Path) -> Iterator[Sheet]:
    """The one sheet of a CSV file, streamed; texts in NFC, blank cells None."""
    encoding = text_encoding(path)
    codecs.register_error("amity-cut", lambda error: (_CUT, error.end if isinstance(error, UnicodeDecodeError) else 0))
    with path.open(encoding=encoding, errors="amity-cut", newline="") as stream:
        sample = stream.read(_SAMPLE)
        stream.seek(0)
        yield Sheet(path.name, "", _lines(path.name, stream, _delimiter(sample)))


def _lines(file: str, stream: Iterable[str], delimiter: str) -> Iterator[Line]:
    """Rows numbered as Excel numbers them: one record, one row, however many text lines it takes."""
    if csv.field_size_limit() < _FIELD_LIMIT:
        csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(chain(stream, ("\n", _END)), delimiter=delimiter, skipinitialspace=True)
    try:
        for number, texts in enumerate(reader, start=1):
            if texts == [_END]:
                return
            yield _line(file, number, texts)
    except csv.Error as error:
        found = problem("file-corrupt", reason=str(error)).at(file=file, row=reader.line_num)
        raise FileProblem(found) from error


def _line(file: str, number: int, texts: list[str]) -> Line:
    if texts and texts[-1].endswith(_END):
        return Line(number, [], problem=problem("quote-open").at(file=file, row=number))
    if texts and texts[-1].endswith(_CUT):
        cut: list[Value] = [tidy(text.replace(_CUT, "")) for text in texts]
        return Line(number, cut, problem=problem("row-cut").at(file=file, row=number))
    if number == 1 and texts and texts[0].lower().startswith("sep="):
        return Line(number, [])
    values: list[Value] = [tidy(text) for text in texts]
    found = first_refusal(values, number)
    return Line(number, values, problem=found.at(file=file) if found else None)


def _delimiter(sample: str) -> str:
    """The sign that cuts most rows into the same number of fields. Commas that all stand before a blank ("Kobe, Japan")
    are none where another sign cuts at least half of the rows."""
    first = sample.split("\n", 1)[0].strip()
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4]
    told = {sign: _evenness(sample, sign) for sign in _DELIMITERS}
    others = max(told[sign] for sign in _DELIMITERS if sign != ",")
    if 2 * others >= min(200, sample.count("\n")) and not re.search(r",\S", sample):
        told[","] = 0
    return max(_DELIMITERS, key=lambda sign: told[sign])


def _evenness(sample: str, sign: str) -> int:
    rows = islice(csv.reader(io.StringIO(sample, newline=""), delimiter=sign, skipinitialspace=True), 200)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((width - 1) * times for width, times in widths.items()), default=0)


def text_encoding(path: Path) -> str:
    """The encoding of a text file, which may break off in the middle of a sign. Raises FileProblem where it is none, or in
    none that we read."""
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
    if head.startswith(codecs.BOM_UTF8):
        return _checked(path, "utf-8-sig")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(path, "utf-16")
    if guess := _utf16_without_mark(head):
        return _checked(path, guess)
    if sum(head.count(byte) for byte in _CONTROL) + head.count(0) > len(head) / 50:
        raise FileProblem(problem("file-binary", reason="nhị phân / binary").at(file=path.name))
    return _vietnamese_windows(path, head) if _lone(head) or _bad_line(path, "utf-8") else "utf-8"


def _lone(data: bytes) -> bool:
    """Whether all is ASCII but the very end, where half a sign of UTF-8 may be a whole one of Windows."""
    found = data[-3:].decode("utf-8", errors="replace")
    return len(data) < _SAMPLE and data[:-3].isascii() and "\ufffd" in found


def _checked(path: Path, encoding: str) -> str:
    if line := _bad_line(path, encoding):
        raise FileProblem(problem("encoding-unknown", line=line).at(file=path.name))
    return encoding


def _utf16_without_mark(head: bytes) -> str:
    """Text in UTF-16 without a mark has a zero in most odd (or even) places."""
    half = len(head) // 2
    if half >= 8 and head[1::2].count(0) > half * 0.6 and head[::2].count(0) < half * 0.02:
        return "utf-16-le"
    return "utf-16-be" if half >= 8 and head[::2].count(0) > half * 0.6 and head[1::2].count(0) < half * 0.02 else ""


def _bad_line(path: Path, encoding: str) -> int | None:
    """The first text line that is not in this encoding, but for a sign cut off by the file's end; walks it in blocks."""
    decoder, line = codecs.getincrementaldecoder(encoding)(), 1
    with path.open("rb") as stream:
        for block in iter(lambda: stream.read(1 << 18), b""):
            try:
                line += decoder.decode(block).count("\n")
            except UnicodeDecodeError as error:
                return line + error.object[: error.start].count(b"\n")
    return None


def _vietnamese_windows(path: Path, head: bytes) -> str:
    """ "cp1258" when that reads as Vietnamese; else says which line, or which font, is in the way."""
    foreign = [sign for sign in nfc(head.decode("cp1258", errors="replace")) if ord(sign) > 127]
    strange = sum(1 for sign in foreign if sign not in _VIETNAMESE)
    if strange <= len(foreign) * 0.1 and _bad_line(path, "cp1258") is None:
        return "cp1258"
    if not any(0x80 <= byte < 0xA0 for byte in head):  # the old fonts put their letters above these
        raise FileProblem(problem("encoding-font").at(file=path.name))
    line = _bad_line(path, "utf-8") or 1
    raise FileProblem(problem("encoding-unknown", line=line).at(file=path.name))

"""The text of a PDF, page by page. A scanned one holds none, and says so."""

import logging
import re
import struct
import zlib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from ingest.problems import FileProblem, problem

PAGES_LIMIT = 3_000
TEXT_LIMIT = 8_000_000
"""Characters of one document."""
LIMITS: dict[str, Any] = {"stream_parsing_work_maximum_count": 400_000, "zlib_maximum_output_length": 64 << 20}
"""What one page may ask for: a page of text takes some ten thousand steps."""
_BROKEN = (
    PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, OSError, EOFError,
    NotImplementedError, AssertionError, struct.error, zlib.error,
)  # fmt: skip
"""What reading a damaged PDF may raise."""
_NUMBERING = re.compile(
    r"^\s*(?:[-–—]?\s*\d{1,4}\s*[-–—]?|(?:trang|page)\s+\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?)\s*$", re.I | re.M
)
_CONSONANTS = re.compile(r"[bcdđghklmnpqrstvx]{1,3}")
_TORN = 0.06
"""The share of words that are consonants alone, from which a page's words are taken to be torn."""
_NO_TITLE = re.compile(r"^(?:microsoft word|untitled|document\d*|.*\.(?:docx?|pdf|indd|pptx?|xlsx?)$)", re.I)


class Pages(NamedTuple):
    """The text of a PDF, the title that it states ("" for none), its number of pages, and those that cannot be read."""

    text: str
    title: str
    pages: int
    unread: list[int]


def pdf_text(path: Path) -> Pages:
    """What a PDF says. Raises FileProblem where no page can be read."""
    _quiet()
    try:
        with path.open("rb") as stream, apply_configuration(**LIMITS):
            reader = PdfReader(stream)
            if reader.is_encrypted and not reader.decrypt(""):
                raise FileProblem(problem("document-password"))
            count = len(reader.pages)
            if count > PAGES_LIMIT:
                raise FileProblem(problem("document-too-large", reason=f"{count} pp."))
            return _read(reader, count)
    except (DependencyError, FileNotDecryptedError) as error:
        raise FileProblem(problem("document-password")) from error
    except _BROKEN as error:
        raise _broken(error) from error


@cache
def _quiet() -> None:
    """What pypdf could not read is said by us, or by the text itself."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def _broken(error: Exception) -> FileProblem:
    return FileProblem(problem("document-broken", reason=" ".join(str(error).split())[:80] or type(error).__name__))


def _read(reader: PdfReader, count: int) -> Pages:
    """The pages one by one, without their numbers; a damaged one spoils no other."""
    said, unread, length = list[str](), list[int](), 0
    for number in range(count):
        try:
            said.append(_NUMBERING.sub("", _page(reader.pages[number])))
        except (DependencyError, FileNotDecryptedError):
            raise
        except _BROKEN as error:
            unread.append(number + 1)
            if len(unread) == count:
                raise _broken(error) from error
            continue
        length += len(said[-1])
        if length > TEXT_LIMIT:
            raise FileProblem(problem("document-too-large", reason=f"{length >> 20} MB"))
    return Pages("\n".join(said), _title(reader), count, unread)


def _page(page: PageObject) -> str:
    """The text of a page. Where letters are borrowed from a second font words come out torn ("t ổ ch ứ c"): then the
    places of the letters on the page decide, which takes longer and reads columns across."""
    text = page.extract_text()
    said = text.split()
    torn = sum(1 for word in said if _CONSONANTS.fullmatch(word))
    if torn < _TORN * len(said):
        return text
    return page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)


def _title(reader: PdfReader) -> str:
    stated = str((reader.metadata or {}).get("/Title") or "").strip()
    return "" if _NO_TITLE.match(stated) else stated

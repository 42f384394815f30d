"""Large XLSX files row by row: their memory does not grow with their rows, as python-calamine's does (80 bytes a cell).

Slower than calamine by half of what a row costs anyway, and stricter with odd files: small workbooks are not read so.
"""

import re
import warnings
import zipfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from ingest.problems import FileProblem, problem
from ingest.readers.cells import Merged
from ingest.readers.packed import BROKEN_ZIP

LARGE = 16 << 20
"""Bytes of a worksheet's XML from which on it is read row by row: 300,000 cells, more or less."""

_BROKEN = (
    *BROKEN_ZIP, InvalidFileException, ParseError, KeyError, ValueError, TypeError, IndexError, AttributeError,
)  # fmt: skip
"""What openpyxl may raise for a workbook that is not as it should be."""
_SHEETS = "xl/worksheets/"
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_OVERLAP = 64
_WIDEST = 16_384

LargeSheet = tuple[str, bool, Iterator[tuple[Any, ...]], list[Merged]]


def is_large(path: Path) -> bool:
    """Whether a sheet of an XLSX file is too large to be held whole."""
    with zipfile.ZipFile(path) as archive:
        return any(part.file_size > LARGE for part in archive.infolist() if part.filename.startswith(_SHEETS))


def large_sheets(path: Path) -> Iterator[LargeSheet]:
    """Name, whether hidden, all rows from row 1 and column A on, and merged areas of each worksheet in its order.

    Raises FileProblem, also while rows are walked.
    """
    with _reading(path.name):
        book = load_workbook(path, read_only=True, data_only=True)
    with closing(book), zipfile.ZipFile(path) as archive:
        for sheet in book.worksheets:
            width = min(sheet.max_column or 0, _WIDEST)
            sheet.reset_dimensions()  # what a file says of its size may be too little
            part: str = sheet._worksheet_path  # pyright: ignore[reportAttributeAccessIssue, reportPrivateUsage]
            with _reading(path.name):
                areas = sorted(_merged(archive, part))
            yield sheet.title, sheet.sheet_state != "visible", _rows(path.name, sheet, width), areas


def _rows(file: str, sheet: Any, width: int) -> Iterator[tuple[Any, ...]]:
    rows = sheet.iter_rows(values_only=True)
    while True:
        with _reading(file):
            row = next(rows, None)
        if row is None:
            return
        yield (*row, *(None,) * (width - len(row)))


@contextmanager
def _reading(file: str) -> Generator[None]:
    """Nothing is said of styles, validations and dates of no calendar; what cannot be read is a FileProblem."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except _BROKEN as error:
            reason = " ".join(str(error).split())[:80]
            raise FileProblem(problem("file-corrupt", reason=reason).at(file=file)) from error


def _merged(archive: zipfile.ZipFile, part: str) -> Iterator[Merged]:
    tail = b""
    with archive.open(part.lstrip("/")) as stream:
        for block in iter(lambda: stream.read(1 << 20), b""):
            text = tail + block
            for found in _MERGED.findall(text):
                left, top, right, bottom = range_boundaries(found.decode())
                yield Merged((top or 1) - 1, (left or 1) - 1, (bottom or 1) - 1, (right or 1) - 1)
            tail = text[-_OVERLAP:]

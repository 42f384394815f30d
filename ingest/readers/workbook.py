"""XLSX, XLS, XLSB and ODS through python-calamine (large XLSX row by row): merged cells spread, numbers and dates real."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import reduce
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from graph.names import nfc
from ingest.problems import FileProblem, problem
from ingest.readers.cells import Line, Merged, Sheet, Value, first_refusal, tidy
from ingest.readers.large import LargeSheet, is_large, large_sheets
from ingest.readers.packed import BROKEN_ZIP, swells

AREA_LIMIT = 20_000_000
"""Cells of the rectangle around all filled cells; the reader holds it whole (about 36 bytes a cell)."""
UNPACKED_LIMIT = 1 << 30

_FILLED = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>')
_OVERLAP = 200


def workbook_sheets(path: Path, kind: str) -> Iterator[Sheet]:
    """Every worksheet in its order, hidden ones too; `kind` is "xlsx", "xlsb", "xls" or "ods"."""
    try:
        if kind != "xls":
            _refuse_bombs(path)
        large = kind == "xlsx" and is_large(path)
        for name, hidden, rows, merged in large_sheets(path) if large else _whole(path):
            yield Sheet(path.name, nfc(name), _lines(path.name, nfc(name), rows, merged), hidden=hidden)
    except PasswordError as error:
        raise FileProblem(problem("file-password").at(file=path.name)) from error
    except (CalamineError, *BROKEN_ZIP) as error:
        reason = " ".join(str(error).split())[:80]
        raise FileProblem(problem("file-corrupt", reason=reason).at(file=path.name)) from error


def _whole(path: Path) -> Iterator[LargeSheet]:
    """The worksheets of a workbook that is held whole, as `large_sheets` gives those that are not."""
    with CalamineWorkbook.from_path(path) as book:
        for index, about in enumerate(book.sheets_metadata):
            if about.typ == SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_index(index)
                left = (None,) * (sheet.start or (0, 0))[1]
                rows = ((*left, *row) for row in sheet.iter_rows())
                merged = sorted(Merged(*top, *bottom) for top, bottom in sheet.merged_cell_ranges or [])
                yield about.name, about.visible != SheetVisibleEnum.Visible, rows, merged


def _lines(file: str, name: str, rows: Iterable[tuple[Any, ...]], merged: list[Merged]) -> Iterator[Line]:
    """All rows from row 1 and column A on, blank ones too."""
    open_now: list[tuple[Merged, Value]] = []
    for index, raw in enumerate(rows):
        values: list[Value] = [_clean(value) for value in raw]
        while merged and merged[0].top <= index:
            area = merged.pop(0)
            if area.top == index and area.left < len(values):
                open_now.append((area, values[area.left]))
        open_now = [(area, value) for area, value in open_now if area.bottom >= index]
        down, across = _spread(index, values, open_now)
        found = first_refusal(values, index + 1)
        yield Line(index + 1, values, down, across, found.at(file=file, sheet=name) if found else None)


def _spread(
    index: int, values: list[Value], areas: list[tuple[Merged, Value]]
) -> tuple[frozenset[int], frozenset[int]]:
    """Fills the merged areas that cross this row; says which columns came from above and from the left."""
    down: set[int] = set()
    across: set[int] = set()
    for area, value in areas:
        for column in range(area.left, min(area.right + 1, len(values))):
            if value is None or (index == area.top and column == area.left):
                continue
            values[column] = value
            (down if index > area.top else across).add(column)
            if index > area.top and column > area.left:
                across.add(column)
    return frozenset(down), frozenset(across)


def _clean(value: int | float | str | bool | time | date | datetime | timedelta) -> Value:
    """Texts in NFC, blanks None, whole floats as integers, midnight datetimes as dates."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    return str(value) if isinstance(value, timedelta) else value


def _refuse_bombs(path: Path) -> None:
    """A workbook that swells, or whose one stray cell in the last corner would need more memory than there is."""
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
        if size > UNPACKED_LIMIT or any(map(swells, archive.infolist())):
            raise FileProblem(problem("file-too-large", reason=f"{size >> 20} MB").at(file=path.name))
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                rows, columns = _extent(archive, name)
                if rows * columns > AREA_LIMIT:
                    reason = f"{rows} × {columns}"
                    raise FileProblem(problem("file-too-large", reason=reason).at(file=path.name))


def _extent(archive: zipfile.ZipFile, name: str) -> tuple[int, int]:
    """Last filled row and column, counted from 1."""
    rows, columns, tail = 0, set[bytes](), b""
    with archive.open(name) as stream:
        for block in iter(lambda: stream.read(1 << 20), b""):
            text = tail + block
            found = _FILLED.findall(text)
            columns.update(letters for letters, _ in found)
            rows = max(rows, *map(int, {digits for _, digits in found}), 0)
            tail = text[-_OVERLAP:]
    return rows, max((reduce(lambda width, sign: width * 26 + sign - 64, letters, 0) for letters in columns), default=0)

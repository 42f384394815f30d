"""The export of waiting records as a workbook: faulty cells marked, each with a comment that says what to mend."""

import io
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from ingest.export import ERRORS, MARK, Exported, ExportSheet, shown
from ingest.readers.cells import Value

_FAULTY = PatternFill("solid", fgColor="FFE08A")
_HEAD = PatternFill("solid", fgColor="E7E6E6")
_GREY = Font(size=8, color="808080")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_FORMULA = ("=", "+", "-", "@")
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\']")
_TITLE = 31
_ERRORS_WIDTH, _MARK_WIDTH, _NARROWEST, _WIDEST = 60, 6, 10, 40


def as_xlsx(tables: Iterable[ExportSheet]) -> bytes:
    """A workbook with a sheet for each table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(_title(table.title, book.sheetnames)), table)
    if not book.worksheets:
        book.create_sheet("–")
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _title(said: str, taken: list[str]) -> str:
    """A name that Excel takes for a sheet, and that no other sheet bears."""
    bare = _NOT_IN_TITLE.sub(" ", said).strip()[:_TITLE] or "–"
    names = (bare, *(f"{bare[: _TITLE - 5]} ({n})" for n in range(2, 1000)))
    return next(name for name in names if name.casefold() not in [other.casefold() for other in taken])


def _fill(sheet: Any, table: ExportSheet) -> None:
    width, depth = table.width, len(table.head)
    for number, row in enumerate(table.head, start=1):
        for at, text in enumerate(row):
            _write(sheet.cell(number, at + 1), text or None)
    sheet.cell(depth, width + 1).value = ERRORS
    sheet.cell(depth, width + 2).value = MARK
    for cells in sheet.iter_rows(1, depth, 1, width + 2):
        for cell in cells:
            cell.font, cell.fill, cell.alignment = Font(bold=True), _HEAD, _WRAPPED
    for number, line in enumerate(table.lines, start=depth + 1):
        _line(sheet, number, line, width)
    for at in range(width):
        longest = max((len(row[at]) for row in table.head if at < len(row)), default=0)
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(max(longest + 2, _NARROWEST), _WIDEST)
    sheet.column_dimensions[get_column_letter(width + 1)].width = _ERRORS_WIDTH
    sheet.column_dimensions[get_column_letter(width + 2)].width = _MARK_WIDTH
    sheet.freeze_panes = sheet.cell(depth + 1, 1)


def _line(sheet: Any, number: int, line: Exported, width: int) -> None:
    for at, value in enumerate(line.values):
        _write(sheet.cell(number, at + 1), value)
    for at, said in line.faults.items():
        cell = sheet.cell(number, at + 1)
        cell.fill = _FAULTY
        cell.comment = Comment(str(shown(said)), "Amity", width=360, height=120)
    remark, mark = sheet.cell(number, width + 1), sheet.cell(number, width + 2)
    _write(remark, line.remark or None)
    _write(mark, line.mark)
    remark.alignment, mark.font = _WRAPPED, _GREY


def _write(cell: Any, value: Value) -> None:
    """A value that stays what it is: no text becomes a formula, not even when the officer edits it."""
    cell.value = held = shown(value)
    if isinstance(held, str):
        cell.data_type = "s"
        cell.quotePrefix = held.startswith(_FORMULA)
    elif isinstance(held, datetime):
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(held, date):
        cell.number_format = "dd/mm/yyyy"

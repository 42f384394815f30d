"""Tables of the humanitarian API (HAPI): fixed column names in one row, at times with a row of hashtags below it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from ingest.readers.cells import Line, Sheet
from ingest.readers.files import open_table_file
from ingest.readers.hxl import WITHIN, is_hxl
from ingest.readers.rows import Column
from ingest.readers.tables import Table, row_of

PRESENCE = frozenset({"location_code", "org_name", "sector_code", "sector_name", "reference_period_start"})
FUNDING = frozenset({"location_code", "appeal_code", "requirements_usd", "funding_usd"})


def holds(lines: Iterable[Line], names: Collection[str]) -> bool:
    """Whether one of the first lines of a sheet holds all these column names."""
    return any(_names(line).keys() >= set(names) for line in islice(lines, WITHIN))


def hapi_tables(path: Path, list_: str, names: Collection[str], fields: Mapping[str, str]) -> Iterator[Table]:
    """Each sheet that holds `names`, its rows once; `fields` says what a column is called here, others are unknown.

    Raises FileProblem when the file can't be read to its end.
    """
    for sheet in open_table_file(path):
        for line in islice(sheet.lines, WITHIN):
            if _names(line).keys() >= set(names):
                yield _table(sheet, line, list_, fields)
                break


def _table(sheet: Sheet, heading: Line, list_: str, fields: Mapping[str, str]) -> Table:
    columns = tuple(Column(at, name, fields.get(name), "", (name,)) for name, at in _names(heading).items())
    table = Table(sheet.file, sheet.name, list_, heading.number, columns, (), "")
    rows = (line for line in sheet.lines if line.problem or (line.filled() and not is_hxl([line])))
    table.rows = (row_of(table, line, "") for line in rows)
    return table


def _names(line: Line) -> dict[str, int]:
    return {value.strip().lower(): at for at, value in enumerate(line.values) if isinstance(value, str)}

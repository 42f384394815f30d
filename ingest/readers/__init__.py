"""Files of tables to rows with field names and cell addresses.

for table in read_tables(path):                 # sheets, headings and lists found by themselves
    for record in records(table.rows, ["title"]):
        ...
"""

from ingest.readers.cells import CELL_LIMIT, Cell, Line, Sheet, Value
from ingest.readers.files import open_table_file
from ingest.readers.rows import Column, Row, records
from ingest.readers.tables import Table, read_tables, tables

__all__ = [
    "CELL_LIMIT",
    "Cell",
    "Column",
    "Line",
    "Row",
    "Sheet",
    "Table",
    "Value",
    "open_table_file",
    "read_tables",
    "records",
    "tables",
]

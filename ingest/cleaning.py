"""Dirty values made clean before anything reads them: several in one cell parted, known slips put right."""

from collections.abc import Iterator, Mapping

from graph.names import fold
from ingest.readers.cells import Cell
from ingest.readers.rows import Row
from ingest.values import split_values

Lookup = Mapping[str, str]
"""A value as it is met, folded -> as it should be."""


def lookup_of(words: Mapping[str, str]) -> Lookup:
    """The lookup of words as somebody writes them: capitals and accents of the dirty value do not matter."""
    return {fold(dirty): clean for dirty, clean in words.items()}


def clean(row: Row, field: str, lookup: Lookup, sign: str = "") -> None:
    """Put right a field's cells, whole ones first and then the values in them, which `sign` parts (else semicolons)."""
    made = [new for cell in row.all(field) for new in _clean(cell, lookup, sign)]
    row.cells.pop(field, None)
    row.others.pop(field, None)
    for cell in made:
        row.add(field, cell)


def _clean(cell: Cell, lookup: Lookup, sign: str) -> Iterator[Cell]:
    if (whole := fold(cell.text)) in lookup:
        yield _said(cell, lookup[whole])
        return
    parts = [part.strip() for part in cell.text.split(sign)] if sign else split_values(cell.text)
    if len(parts) == 1 or (not sign and not any(fold(part) in lookup for part in parts)):
        yield cell
        return
    yield from (_said(cell, lookup.get(fold(part), part)) for part in parts if part)


def _said(cell: Cell, text: str) -> Cell:
    return cell._replace(text=text, value=text)

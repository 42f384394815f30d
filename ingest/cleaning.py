"""Dirty values made clean before anything reads them: several in one cell parted, known slips put right."""

from collections.abc import Iterator, Mapping

from graph.names import fold
from ingest.readers.cells import Cell
from ingest.readers.rows import Row
from ingest.values import split_values
from ingest.values.parted import WORDS, Signs, put_right

Lookup = Mapping[str, str]
"""A value as it is met, folded -> as it should be."""

_REFERENCE = frozenset({"licence_places", "local", "place", "places", "sector", "sectors"})
"""Fields of places and sectors, of which a cell may name several in words: "Y tế và giáo dục"; elsewhere that is a name."""


def lookup_of(words: Mapping[str, str]) -> Lookup:
    """The lookup of words as somebody writes them: capitals and accents of the dirty value do not matter."""
    return {fold(dirty): clean for dirty, clean in words.items()}


def clean(row: Row, field: str, lookup: Lookup, sign: str = "") -> None:
    """Put right a field's cells, whole ones first and then the values in them, which `sign` parts (else semicolons; places
    and sectors strokes and words too)."""
    words = WORDS if field in _REFERENCE else ()
    made = [new for cell in row.all(field) for new in _clean(cell, lookup, sign, words)]
    row.cells.pop(field, None)
    row.others.pop(field, None)
    for cell in made:
        row.add(field, cell)


def _clean(cell: Cell, lookup: Lookup, sign: str, words: Signs) -> Iterator[Cell]:
    if (whole := fold(cell.text)) in lookup:
        yield _said(cell, lookup[whole])
        return
    parts = [part.strip() for part in cell.text.split(sign)] if sign else split_values(cell.text)
    done = [put_right(part, lookup, words) for part in parts]
    if not any(done) and (not sign or len(parts) == 1):
        yield cell
        return
    yield from (_said(cell, clean or part) for part, clean in zip(parts, done, strict=True) if part)


def _said(cell: Cell, text: str) -> Cell:
    return cell._replace(text=text, value=text)

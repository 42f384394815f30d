"""Dirty values made clean before anything reads them: several in one cell parted, known slips put right."""

from collections.abc import Iterator, Mapping

from graph.names import fold
from ingest.problems import ValueProblem
from ingest.readers.cells import Cell
from ingest.readers.rows import Row
from ingest.reference import places
from ingest.sectors import shares
from ingest.values import split_values
from ingest.values.parted import COMMA, WORDS, put_right

Lookup = Mapping[str, str]
"""A value as it is met, folded -> as it should be."""

_SECTORS = frozenset({"sector", "sectors"})
_REFERENCE = _SECTORS | {"licence_places", "local", "place", "places"}
"""Fields of places and sectors, of which a cell may name several in words: "Y tế và giáo dục"; elsewhere that is a name."""


def lookup_of(words: Mapping[str, str]) -> Lookup:
    """The lookup of words as somebody writes them: capitals and accents of the dirty value do not matter."""
    return {fold(dirty): clean for dirty, clean in words.items()}


def clean(row: Row, field: str, lookup: Lookup, sign: str = "") -> None:
    """Put right a field's cells, whole ones first and then the values in them, which `sign` parts (else semicolons; places
    and sectors strokes, words and commas too)."""
    made = [new for cell in row.all(field) for new in _clean(cell, field, lookup, sign)]
    row.cells.pop(field, None)
    row.others.pop(field, None)
    for cell in made:
        row.add(field, cell)


def _clean(cell: Cell, field: str, lookup: Lookup, sign: str) -> Iterator[Cell]:
    if (whole := fold(cell.text)) in lookup:
        yield _said(cell, lookup[whole])
        return
    parts = [part.strip() for part in cell.text.split(sign)] if sign else split_values(cell.text)
    words = WORDS if field in _REFERENCE else ()
    done = [put_right(part, lookup, words) or _between_commas(part, field, lookup) for part in parts]
    if not any(done) and (not sign or len(parts) == 1):
        yield cell
        return
    yield from (_said(cell, clean or part) for part, clean in zip(parts, done, strict=True) if part)


def _between_commas(text: str, field: str, lookup: Lookup) -> str | None:
    """A text with commas put right in what is not understood of it, and nowhere else: a comma also parts a place from its
    province, and stands in names of sectors."""
    if field not in _REFERENCE or "," not in text:
        return None
    try:
        (shares if field in _SECTORS else places)(text)
    except ValueProblem as error:
        asked = {value: lookup[value] for one in error.problems if (value := fold(one.value)) in lookup}
        return put_right(text, asked, (COMMA, *WORDS))
    return None


def _said(cell: Cell, text: str) -> Cell:
    return cell._replace(text=text, value=text)

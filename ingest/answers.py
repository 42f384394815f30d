"""One answer for a value that stops many rows: what it means in every cell that waits because of it.

    retry(store, run, answers={"Huyện Thủy Nguyên": "Thủy Nguyên, Hải Phòng"})

The answer is kept as a lookup of the mapping that the table is read by, so that later loads need not ask.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from graph.names import fold
from ingest.cleaning import lookup_of
from ingest.headings import IGNORED, NUMBER
from ingest.mapping.correction import new_name
from ingest.mapping.folder import Mappings, save
from ingest.mapping.model import Mapping as Saved
from ingest.mapping.said import Place, Said
from ingest.originals import Original, mended
from ingest.quarantine import Waiting
from ingest.readers.cells import Line, Value, column_number, letter
from ingest.readers.rows import Layout
from ingest.values import split_values

Answers = Mapping[str, str]


def answered(one: Waiting, answers: Answers) -> Waiting:
    """A record that waits, with the answers in the cells that are at fault for their values."""
    known = lookup_of(answers)
    wrong = {(it["row"], it["column"]) for it in one.problems if fold(it.get("value") or "") in known}
    held = one.original
    if held.layout:
        lines = tuple(
            _line(line, {column for row, column in wrong if row == line.number}, known) for line in held.lines
        )
        return replace(one, original=replace(held, lines=lines))
    fields = {column for _, column in wrong}
    said = {name: [_read(v, known) for v in values] if name in fields else values for name, values in held.said.items()}
    return replace(one, original=replace(held, said=said))


def remember(folder: Path, found: Iterable[Waiting], answers: Answers) -> None:
    """Keep the answers in the mappings of the tables that the records stand in; a list's own words make a new one."""
    known = lookup_of(answers)
    told: dict[Layout, tuple[Waiting, set[tuple[str, str]]]] = {}
    for one in found:
        for it in one.problems if one.original.layout else ():
            value = it.get("value") or ""
            if fold(value) in known:
                told.setdefault(_table(one.original), (one, set()))[1].add((it["column"], value))
    for layout, (one, values) in told.items():
        headings = {letter(column.at): column.heading for column in layout.columns}
        mapping = _mapping(folder, layout, Place(one.file, one.sheet))
        lookup = {heading: dict(words) for heading, words in mapping.lookup.items()}
        for column, value in sorted(values):
            if headings.get(column) in mapping.fields:
                lookup.setdefault(headings[column], {})[value] = known[fold(value)]
        save(folder, mapping.model_copy(update={"lookup": lookup}))


def _table(held: Original) -> Layout:
    assert held.layout is not None
    return held.layout


def _mapping(folder: Path, layout: Layout, place: Place) -> Saved:
    """The one that the table is read by, also if it was saved since; else a new one that says what the list's words do."""
    kept = Mappings.of(folder)
    texts = [column.texts or (column.heading,) for column in layout.columns]
    if found := kept.get(layout.list) or next(
        (r for r in kept.readings if r.mapping.list == layout.list and r.words.fits(texts)), None
    ):
        return found.mapping
    columns = {column.heading: column.field or "" for column in layout.columns}
    needed = tuple(heading for heading, field in columns.items() if field not in ("", IGNORED, NUMBER))
    name = new_name(folder, f"{layout.list}-{Path(place.file).stem}")
    return Saved(name=name, list=layout.list, columns=columns, required=needed, said=Said.now(place))


def _line(line: Line, columns: set[str], known: Answers) -> Line:
    at = {column_number(column) for column in columns if column}
    return mended(line, [_read(value, known) if n in at else value for n, value in enumerate(line.values)])


def _read(value: Value, known: Answers) -> Value:
    """A cell with its value, or the values in it, read as they are meant."""
    if not isinstance(value, str):
        return value
    if whole := known.get(fold(value)):
        return whole
    parts = split_values(value)
    return "; ".join(known.get(fold(part), part) for part in parts) if any(fold(p) in known for p in parts) else value

"""One answer for a value that stops many rows: what it means in every cell that waits because of it.

    retry(store, run, answers={"Huyện Thủy Nguyên": "Thủy Nguyên, Hải Phòng"})

The answer is kept as a lookup of the mapping that the table is read by, or where no mapping reads it (HXL, JSON objects) by
source and field, so that later loads need not ask.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.names import fold
from ingest.cleaning import lookup_of
from ingest.headings import IGNORED, NUMBER
from ingest.mapping.correction import new_name
from ingest.mapping.folder import Mappings, save
from ingest.mapping.model import Mapping as Saved
from ingest.mapping.said import Place, Said
from ingest.originals import Original, mended
from ingest.quarantine import Waiting
from ingest.readers.cells import Line, Value, column_number, letter, say
from ingest.readers.rows import Layout
from ingest.remembered import Answer, keep
from ingest.source import FileSource, all_sources
from ingest.values import split_values
from ingest.values.parted import COMMA, WORDS, Signs, put_right

Answers = Mapping[str, str]
_PARTED = ("place-", "district-", "sector-")
"""Codes of values of which a cell may name several in words: "Y tế và giáo dục"."""


@dataclass(slots=True)
class _Asked:
    """What values at fault in a cell are meant to be, and by which signs they may be parted from others there."""

    meant: dict[str, str]
    signs: Signs = ()


def answered(one: Waiting, answers: Answers) -> Waiting:
    """A record that waits, with the answers in the cells that are at fault for their values, or for what is in them."""
    known, held = lookup_of(answers), one.original
    wrong = _wrong(one, known)
    if held.layout:
        lines = tuple(_line(line, wrong, known) for line in held.lines)
        return replace(one, original=replace(held, lines=lines))
    at = {name: asked for (_, column), asked in wrong.items() for name in _fields(held, column, asked.meant)}
    said = {
        name: [_read(v, known, at[name]) for v in values] if name in at else values
        for name, values in held.said.items()
    }
    return replace(one, original=replace(held, said=said))


def waited_for(found: Iterable[Waiting], answers: Answers) -> set[str]:
    """Which of the values that are answered something waits for, folded."""
    known = lookup_of(answers)
    return {fold(value) for one in found for it in one.problems for value in _values(one.original, it, known)}


def remember(folder: Path, found: Iterable[Waiting], answers: Answers) -> None:
    """Keep the answers in the mappings of the tables that the records stand in; a list's own words make a new one.

    Raises DiskFull or DataUnwritable.
    """
    known, found = lookup_of(answers), list(found)
    keep(folder, _apart(found, known))
    told: dict[Layout, tuple[Waiting, set[tuple[str, str]]]] = {}
    for one in found:
        for it in one.problems if _in_table(one.original) else ():
            for value in _values(one.original, it, known):
                told.setdefault(_table(one.original), (one, set()))[1].add((it["column"], value))
    for layout, (one, values) in told.items():
        headings = {letter(column.at): column.heading for column in layout.columns}
        mapping = _mapping(folder, layout, Place(one.file, one.sheet))
        lookup = {heading: dict(words) for heading, words in mapping.lookup.items()}
        for column, value in sorted(values):
            if headings.get(column) in mapping.fields:
                lookup.setdefault(headings[column], {})[value] = known[fold(value)]
        save(folder, mapping.model_copy(update={"lookup": lookup}))


def _in_table(held: Original) -> bool:
    """Whether it stands in a table that a mapping may read, and not in a format of its own."""
    return held.layout is not None and not isinstance(all_sources().get(held.layout.list), FileSource)


def _apart(found: Iterable[Waiting], known: Answers) -> Iterator[Answer]:
    for one in found:
        for it in () if _in_table(one.original) else one.problems:
            for value in _values(one.original, it, known):
                for name in _fields(one.original, it["column"], [fold(value)]):
                    yield Answer(one.source, name, value, known[fold(value)])


def _values(held: Original, at: Mapping[str, Any], known: Answers) -> list[str]:
    """What of a value at fault, and of the cell that it stands in, is answered."""
    return [value for value in (at.get("value"), _cell(held, at)) if value and fold(value) in known]


def _fields(held: Original, column: str, values: Iterable[str]) -> list[str]:
    """The fields of a column: under a letter, by name, or where it is the path of a JSON object those that hold the values."""
    if held.layout:
        return [one.field for one in held.layout.columns if one.field and letter(one.at) == column]
    folds = set(values)
    texts = {
        name: [part for one in said for part in (say(one), *split_values(say(one)))] for name, said in held.said.items()
    }
    return [column] if column in texts else [name for name, said in texts.items() if folds & set(map(fold, said))]


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


def _wrong(one: Waiting, known: Answers) -> dict[tuple[int, str], _Asked]:
    """The cells of a record that are at fault for a value, by row and column, each with what is asked there."""
    found: dict[tuple[int, str], _Asked] = {}
    for it in one.problems:
        if value := fold(it.get("value") or ""):
            asked = found.setdefault((it["row"], it["column"]), _Asked({}))
            asked.meant |= {value: known[value]} if value in known else {}
            asked.signs = asked.signs or ((COMMA, *WORDS) if it["code"].startswith(_PARTED) else ())
    return found


def _cell(held: Original, at: Mapping[str, Any]) -> str:
    """The text of the cell that a problem names."""
    number = column_number(at["column"])
    line = next((line.values for line in held.lines if line.number == at["row"]), [])
    value = line[number] if number is not None and number < len(line) else None
    return value if isinstance(value, str) else ""


def _line(line: Line, wrong: Mapping[tuple[int, str], _Asked], known: Answers) -> Line:
    at = {column_number(column): asked for (row, column), asked in wrong.items() if column and row == line.number}
    return mended(line, [_read(value, known, at[n]) if n in at else value for n, value in enumerate(line.values)])


def _read(value: Value, known: Answers, asked: _Asked) -> Value:
    """A cell with its value, or the values in it that are asked for, read as they are meant."""
    if not isinstance(value, str):
        return value
    if whole := known.get(fold(value)):
        return whole
    parts = split_values(value)
    done = [put_right(part, asked.meant, asked.signs) for part in parts]
    return "; ".join(new or part for part, new in zip(parts, done, strict=True)) if any(done) else value

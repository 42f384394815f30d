"""HXL: tables whose columns are told by a row of hashtags, in CSV files and workbooks, and the same as JSON.

    for table in hxl_tables(path, "hxl", field_of):   # field_of: Tag -> the name of a field, "" for a tag nobody takes
        for row in table.rows: ...

The row of hashtags stands within the first 25 rows of its sheet, under as many rows of headings as the publisher likes.
Case, spaces and the order of attributes do not matter; the underscores of old tags part attributes: `#adm1_id` is
`#adm1+id`, `#lat_deg` is `#geo+lat`. Of several columns that say one field in several languages the first, ours before
others, is the field; the others are "field@es".
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from ingest.problems import FileProblem
from ingest.readers.cells import Cell, Line, Value, first_refusal, refusal, say, tidy
from ingest.readers.files import open_table_file
from ingest.readers.json import Item, Json, elements, json_items
from ingest.readers.rows import Column, Row
from ingest.readers.tables import Table, row_of

WITHIN = 25
"""How many rows of a sheet are searched for the row of hashtags."""
_ENOUGH = 0.5  # of the filled cells of a row are hashtags, else it is a row of words about them
_TAG = re.compile(r"\s*#\s*([^\W\d_]\w*)((?:\s*\+\s*\w+)*)\s*")
# What tells a row of hashtags from words that happen to begin with that sign: tags of the standard.
_CORE = re.compile(
    r"org|sector|subsector|activity|modality|status|country|region|adm\d|loc|geo|date|affected|inneed|targeted|reached"
    r"|population|severity|impact|value|currency|contact|meta|crisis|event|cause|indicator|output|item|service|need|access"
    r"|capacity|operations|beneficiary|channel|frequency|delivery|description|respondee"
)
_OLD = {"lat": ("geo", "lat"), "lon": ("geo", "lon")}
_LANGUAGES = frozenset(("vi", "en", "fr", "es", "pt", "ar", "ru", "zh", "ja", "ko", "de", "th", "km", "lo", "my"))
_FIRST = ("", "vi", "en")
_CURRENCIES = ("usd", "vnd", "eur", "gbp", "jpy", "krw", "cny", "aud", "cad", "chf")

FieldOf = Callable[["Tag"], str]


class Tag(NamedTuple):
    """`#adm1 +Code` is Tag("adm1", {"code"}); `language` is what it says the column is written in ("es"), else ""."""

    name: str
    attributes: frozenset[str]
    language: str = ""

    def __str__(self) -> str:
        said = [*sorted(self.attributes), *((self.language,) if self.language else ())]
        return "+".join((f"#{self.name}", *said))

    @property
    def unit(self) -> str:
        """The currency that an attribute names: "USD"."""
        return next((word.upper() for word in _CURRENCIES if word in self.attributes), "")


@lru_cache(maxsize=4096)
def read_tag(text: str) -> Tag | None:
    """The hashtag of a cell, None where it holds other words."""
    if not (found := _TAG.fullmatch(text)):
        return None
    name, *parts = [part for part in found[1].lower().split("_") if part] or [""]
    if name in _OLD:
        name, *parts = _OLD[name]
    said = {*parts, *(word.strip() for word in found[2].lower().split("+") if word.strip())}
    language = next((word for word in sorted(said) if word.removeprefix("i_") in _LANGUAGES), "")
    return Tag(name, frozenset(said - {language}), language.removeprefix("i_")) if name else None


def is_hxl(lines: Iterable[Line]) -> bool:
    """Whether one of the first lines of a sheet is a row of hashtags."""
    return any(_tagged(line.values) for line in islice(lines, WITHIN))


def is_hxl_json(path: Path) -> bool:
    """Whether a JSON array holds rows under a row of hashtags, or objects whose keys are hashtags."""
    try:
        first = list(islice(json_items(path), WITHIN))
    except FileProblem:
        return False
    return any(map(_tagged, map(_cells, first))) or bool(first and _tagged(list(first[0].members)))


def hxl_tables(path: Path, list_: str, field_of: FieldOf) -> Iterator[Table]:
    """Each sheet that has a row of hashtags, its rows once. Raises FileProblem when the file can't be read to its end."""
    for sheet in open_table_file(path):
        yield from _table(path.name, sheet.name, sheet.lines, list_, field_of)


def hxl_json(path: Path, list_: str, field_of: FieldOf) -> Iterator[Table]:
    """The same for a JSON array: of arrays, as the lines of a sheet, or of objects keyed by hashtag, which have no columns."""
    items = json_items(path)
    first = next(items, None)
    if first and first.members:
        table = Table(path.name, "", list_, 0, (), (), "")
        table.rows = (_object(path.name, item, field_of) for item in chain([first], items))
        yield table
    elif first:
        yield from _table(path.name, "", _lines(path.name, chain([first], items)), list_, field_of)


def _tagged(values: Sequence[object]) -> bool:
    filled = [value for value in values if value is not None and str(value).strip()]
    tags = [tag for value in filled if isinstance(value, str) and (tag := read_tag(value))]
    return any(_CORE.fullmatch(tag.name) for tag in tags) and len(tags) >= _ENOUGH * len(filled)


def _table(file: str, sheet: str, lines: Iterator[Line], list_: str, field_of: FieldOf) -> Iterator[Table]:
    above: list[Line] = []
    for line in islice(lines, WITHIN):
        if _tagged(line.values):
            table = Table(file, sheet, list_, line.number, _columns(line, above, field_of), (), "")
            rows = (below for below in lines if below.problem or (below.filled() and not _tagged(below.values)))
            table.rows = (row_of(table, below, "") for below in rows)
            yield table
            return
        above.append(line)


def _columns(tags: Line, above: list[Line], field_of: FieldOf) -> tuple[Column, ...]:
    """The columns from left to right, each under the nearest heading above its hashtag."""
    width = max(len(line.values) for line in (tags, *above))
    said = {at: tag for at in range(width) if (tag := read_tag(_text(tags, at)))}
    fields = _fields(said, field_of)
    found: list[Column] = []
    for at in range(width):
        heading = next((text for line in reversed(above) if (text := _text(line, at))), _text(tags, at))
        if heading:
            unit = said[at].unit if at in said else ""
            found.append(Column(at, heading, fields.get(at), unit, (heading,)))
    return tuple(found)


def _fields(tags: dict[int, Tag], field_of: FieldOf) -> dict[int, str]:
    found: dict[int, str] = {}
    for at, tag in sorted(tags.items(), key=lambda tagged: _rank(tagged[1].language)):
        name = field_of(tag) or str(tag)
        found[at] = f"{name}@{tag.language}" if tag.language and name in found.values() else name
    return found


def _rank(language: str) -> int:
    return _FIRST.index(language) if language in _FIRST else len(_FIRST)


def _text(line: Line, at: int) -> str:
    return " ".join(say(line.values[at]).split()) if at < len(line.values) else ""


def _lines(file: str, items: Iterable[Item]) -> Iterator[Line]:
    """The arrays of a JSON array as lines, numbered from 1."""
    for item in items:
        values = _cells(item)
        found = item.problem or first_refusal(values, item.number)
        yield Line(item.number, values, problem=found.at(file=file, row=item.number) if found else None)


def _cells(item: Item) -> list[Value]:
    return [] if item.members else [_value(one) for one in elements(item.value)]


def _value(said: Json) -> Value:
    if isinstance(said, str):
        return tidy(said)
    return said if said is None or isinstance(said, int | float) else json.dumps(said, ensure_ascii=False)


def _object(file: str, item: Item, field_of: FieldOf) -> Row:
    row = Row(file, "", item.number, {}, {}, problem=item.fault, headings=_headings(tuple(item.members), field_of))
    for field, (key, _) in row.headings.items():
        for value in map(_value, elements(item.members[key])):
            if value is not None:
                row.add(field, Cell(say(value), value, field, getattr(read_tag(key), "unit", "")))
            if isinstance(value, str) and (found := refusal(value)):
                row.problem = row.problem or found.at(file=file, row=item.number, column=key)
    tagged = {key for key, _ in row.headings.values()}
    row.unknown = {key: say(_value(said)) for key, said in item.members.items() if key not in tagged}
    return row


@lru_cache(maxsize=256)
def _headings(keys: tuple[str, ...], field_of: FieldOf) -> dict[str, tuple[str, str]]:
    """Field -> its key and nowhere: objects have no columns."""
    tags = {at: tag for at, key in enumerate(keys) if (tag := read_tag(key))}
    return {field: (keys[at], "") for at, field in _fields(tags, field_of).items()}

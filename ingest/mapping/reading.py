"""A table or a JSON document through a mapping: its vocabulary, its rows made clean, its objects as rows."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Pairs
from functools import cached_property
from hashlib import blake2s
from itertools import chain, islice
from pathlib import Path

from ingest.cleaning import clean, lookup_of
from ingest.headings import IGNORED, Vocabulary, folded, vocabularies
from ingest.mapping.model import PRESENCE, Mapping
from ingest.mapping.source import source_of
from ingest.presence.told import numbered
from ingest.problems import FileProblem, problem
from ingest.readers.cells import Cell, Value, refusal, say, tidy
from ingest.readers.json import Item, Json, json_items, json_lines
from ingest.readers.rows import Row, records
from ingest.record import Record
from ingest.source import Source

_TRIED = 20


class Reading:
    """One mapping at work. `words` tells its tables; `source` is whose claims its records become."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self._fields = mapping.fields
        self._signs = {self._fields[column]: sign for column, sign in mapping.split.items()}
        self._signs |= {self._fields[tie.column]: tie.split for tie in mapping.ties if tie.split}
        self._lookups = {self._fields[column]: lookup_of(words) for column, words in mapping.lookup.items()}

    @property
    def mark(self) -> str:
        """What tells this mapping from any that says something else."""
        return blake2s(self.mapping.model_dump_json().encode(), digest_size=8).hexdigest()

    @cached_property
    def source(self) -> Source:
        return source_of(self.mapping)

    @cached_property
    def words(self) -> Vocabulary:
        """The list's own wordings below what the mapping says."""
        own = vocabularies().get(self.mapping.list)
        exact = {folded(column): field for column, field in self._fields.items()}
        parts = frozenset(folded(part) for column in self._fields for part in (column, *column.split(" / ")))
        fields = frozenset(exact.values()) | (own.fields if own else frozenset())
        needs, sheet = frozenset(map(folded, self.mapping.needed)), folded(self.mapping.sheet)
        return Vocabulary(
            self.mapping.name, fields, own.wordings if own else {}, (), exact, needs, parts, sheet,
            self.mapping.list, self.source.title, self.mapping.said,
        )  # fmt: skip

    @property
    def required(self) -> tuple[str, ...]:
        """The fields that a table must have: the list's, but for those that are the same in every row."""
        return tuple(name for name in self.source.required if name not in self.mapping.constant)

    def records(self, rows: Iterable[Row]) -> Iterator[Record]:
        """The records of a table's rows, made clean."""
        clean = map(self.cleaned, rows)
        if self.mapping.list == PRESENCE:
            return numbered(clean)
        return map(Record, records(clean, self.source.main))

    def cleaned(self, row: Row) -> Row:
        """The row with its cells parted, their dirty values replaced, and what is the same in every row added."""
        for field in {*self._signs, *self._lookups} & row.cells.keys():
            clean(row, field, self._lookups.get(field, {}), self._signs.get(field, ""))
        for field, said in self.mapping.constant.items():
            if field not in row.cells:
                row.add(field, Cell(said, said, field))
        return row

    # JSON

    def fits_json(self, path: Path) -> bool:
        """Whether the first objects of a document have, together, every path that the mapping needs."""
        return set(self.mapping.needed) <= {name for said in self._first_paths(path) for name in said}

    def json_records(self, path: Path) -> Iterator[Record]:
        """A record for each object. Raises FileProblem when nothing more can be read."""
        rows = (self.cleaned(self._row(path.name, item)) for item in self._items(path))
        return numbered(rows) if self.mapping.list == PRESENCE else (Record([row]) for row in rows)

    def unfit(self, path: Path, headings: Iterable[str] | None = None) -> FileProblem:
        """What a file lacks that is to be read by this mapping; of JSON the paths of the first objects are its headings."""
        have = headings if headings is not None else chain(*self._first_paths(path))
        folds = set(map(folded, have))
        missing = [column for column in self.mapping.needed if folded(column) not in folds]
        return FileProblem(problem("mapping-unfit", self.mapping.name, missing=", ".join(missing)).at(file=path.name))

    def _first_paths(self, path: Path) -> list[dict[str, list[Value]]]:
        return first_paths(path, self.mapping.items)

    def _items(self, path: Path) -> Iterator[Item]:
        return objects(path, self.mapping.items)

    def _row(self, file: str, item: Item) -> Row:
        row = Row(file, "", item.number, {}, {}, problem=item.fault, headings=self._places)
        for path, values in paths(item.members).items():
            field = self._fields.get(path)
            if not field:
                row.unknown[path] = "; ".join(map(say, values))
                continue
            for value in values:
                row.add(field, Cell(say(value), value, f"{path}{item.number}"))
                if isinstance(value, str) and (found := refusal(value)):
                    row.problem = row.problem or found.at(column=path)
        return row

    @cached_property
    def _places(self) -> Pairs[str, tuple[str, str]]:
        return {field: (path, path) for path, field in reversed(self._fields.items()) if field not in ("", IGNORED)}


def objects(path: Path, where: str = "") -> Iterator[Item]:
    """The objects of a JSON document: of the array that the dotted names `where` lead to, of the one it is, or one a line."""
    with path.open("rb") as file:
        first = file.read(1 << 12).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:1]
    if where or first == b"[":
        return json_items(path, *filter(None, where.split(".")))
    return json_lines(path)


def first_paths(path: Path, where: str = "") -> list[dict[str, list[Value]]]:
    """The paths of the first objects, by which a mapping knows its document; none where it cannot be read."""
    try:
        return [paths(item.members) for item in islice(objects(path, where), _TRIED)]
    except FileProblem:
        return []


def paths(members: Pairs[str, Json]) -> dict[str, list[Value]]:
    """The values of an object by dotted path; the objects of an array are told under one path."""
    found: dict[str, list[Value]] = {}
    _walk("", members, found)
    return found


def _walk(path: str, value: Json, found: dict[str, list[Value]]) -> None:
    if isinstance(value, Pairs):
        for name, one in value.items():
            _walk(f"{path}.{name}" if path else name, one, found)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for one in value:
            _walk(path, one, found)
    elif (said := tidy(value) if isinstance(value, str) else value) is not None:
        found.setdefault(path, []).append(said)

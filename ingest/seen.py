"""What is seen of a file before it is loaded: the shapes that `ingest.preview` fills."""

from collections.abc import Mapping as Pairs
from dataclasses import dataclass, field

from ingest.mapping.model import Mapping
from ingest.mapping.said import Said
from ingest.problems import Problem


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """`field` is "" where the heading is not known, "-" where the column is ignored; `example` its first value."""

    letter: str
    heading: str
    field: str
    unit: str
    example: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a record says: the thing it is about, its first ties as (type, "out" or "in", type of the other, its name),
    and how many more it tells."""

    type: str
    name: str
    ties: tuple[tuple[str, str, str, str], ...]
    more: int


@dataclass(slots=True)
class RowSeen:
    """A row as read, with what it tells or what is wrong with it. A row that continues the one above tells nothing."""

    number: int
    cells: list[str]
    told: Told | None = None
    problems: list[Problem] = field(default_factory=list[Problem])


@dataclass(slots=True)
class Tried:
    """The first records, those of them that are `bad` with all their `faults`, and whether there are `more`."""

    rows: list[RowSeen] = field(default_factory=list[RowSeen])
    faults: list[Problem] = field(default_factory=list[Problem])
    tried: int = 0
    bad: int = 0
    more: bool = False


@dataclass(slots=True)
class TableSeen:
    """A table of a sheet: of a `list`, or of an `entity` type where a mapping says so; of neither and with a `problem`
    where it could not be told. `title` is what the list is called, by language; `mapping` the saved one that told it,
    `by` the word in a title or name that did, `said` what an officer said of another table that did. `above` are the texts above it.
    `heading_row` is a guess where there is a problem, 0 where JSON objects are the rows.
    """

    sheet: str
    heading_row: int
    list: str = ""
    entity: str = ""
    title: Pairs[str, str] = field(default_factory=dict[str, str])
    mapping: str = ""
    by: str = ""
    said: Said | None = None
    above: str = ""
    columns: tuple[ColumnSeen, ...] = ()
    records: Tried = field(default_factory=Tried)
    problem: Problem | None = None

    def of(self, read_by: Mapping) -> None:
        """It is read by a saved mapping."""
        self.list, self.entity, self.mapping = read_by.list, read_by.entity, read_by.name


@dataclass(slots=True)
class FileSeen:
    """A file. `format` names the source of a format of its own, called `title`, whose `records` are told; else it holds
    `tables`.

    `corrected` counts the rows of an export of waiting records that was sent back.
    """

    name: str
    format: str = ""
    title: Pairs[str, str] = field(default_factory=dict[str, str])
    corrected: int = 0
    tables: tuple[TableSeen, ...] = ()
    records: Tried = field(default_factory=Tried)
    problem: Problem | None = None

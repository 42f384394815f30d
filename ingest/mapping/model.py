"""What a mapping says: a list (or an entity type) and what each column, or each path of a JSON object, is in it."""

from collections.abc import Mapping as Pairs
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from graph.model import COMMON, ENTITIES, Property
from ingest.headings import IGNORED, NUMBER, labels, vocabularies
from ingest.mapping.said import Said
from ingest.presence.fields import FIELDS
from ingest.source import LIST, OFFICER, REFERENCE, REGISTER, WEB

PRESENCE = "presence"
"""The list that 3W rows are: its fields are those of `ingest.presence`, no table is told to be it by its headings."""
RANKS = {"officer": OFFICER, "register": REGISTER, "reference": REFERENCE, "list": LIST, "web": WEB}
GIVEN_TYPES = frozenset({"Country", "Province", "Sector"})
"""Types of our reference data: what a file names of them is found, never made."""


def _ranked(said: object) -> object:
    return RANKS.get(said, said) if isinstance(said, str) else said


class Tied(BaseModel):
    """A tie from what a row is about to what a column names, or back (`reverse`); `split` parts several in one cell."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    column: str
    tie: str
    type: str
    split: str = ""
    reverse: bool = False


class Mapping(BaseModel):
    """`columns` are by heading ("Group / Part" where two rows of headings stand) or dotted JSON path; their fields may
    also be "-" (known and ignored) or "" (left unknown). `required` are the columns without which it is another file,
    all of them where it is not said; `sheet` the only one of a workbook that it is of; `said` the table of which
    an officer said it on the page. With a publisher, or for an entity type, what is read is a source of its own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,60}$")
    title: str = ""
    publisher: str = ""
    url: str = ""
    licence: str = ""
    rank: Annotated[int, BeforeValidator(_ranked), Field(ge=1, le=100)] = LIST
    list: str = ""
    entity: str = ""
    columns: dict[str, str] = {}
    ties: tuple[Tied, ...] = ()
    required: tuple[str, ...] = ()
    split: dict[str, str] = {}
    lookup: dict[str, dict[str, str]] = {}
    ignore: tuple[str, ...] = ()
    constant: dict[str, str] = {}
    items: str = ""
    sheet: str = ""
    said: Said | None = None

    @property
    def own(self) -> bool:
        """Whether what is read is a source of its own and not the list's."""
        return bool(self.publisher or self.entity or self.list == PRESENCE)

    @cached_property
    def fields(self) -> dict[str, str]:
        """Column -> field; a column that only a tie names has a field of its own."""
        tied = {tie.column: f"tie/{tie.column}" for tie in self.ties}
        return tied | dict.fromkeys(self.ignore, IGNORED) | self.columns

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns that tell the file."""
        return self.required or (*self.columns, *(tie.column for tie in self.ties))


def choices(list_: str, entity: str = "") -> Pairs[str, tuple[str, str]]:
    """Field -> what it is called in Vietnamese and English: of a list, of the 3W, or the properties of an entity type."""
    if list_ == PRESENCE:
        return FIELDS
    if list_:
        vi, en = labels(list_, "vi"), labels(list_, "en")
        return {field: (vi[field], en[field]) for field in vi if field not in (NUMBER, IGNORED)}
    return {one.name: (one.vi, one.en) for one in properties(entity)}


def properties(entity: str) -> tuple[Property, ...]:
    """What an entity of a type may be said to have."""
    return (*COMMON, *ENTITIES[entity].properties)


def list_names() -> tuple[str, ...]:
    return (*vocabularies(), PRESENCE)


def entity_names() -> tuple[str, ...]:
    return tuple(name for name in ENTITIES if name not in GIVEN_TYPES)

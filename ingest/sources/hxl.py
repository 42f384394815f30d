"""HXL-tagged 3W: who does what where, as CSV, workbook or JSON, told by its row of hashtags."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import ClassVar

from graph.store import Store
from graph.things import Entity, Tie
from ingest.presence.told import FIGURES, of_tables, row_key, told
from ingest.problems import FileProblem, problem
from ingest.readers.hapi import FUNDING, PRESENCE, holds
from ingest.readers.head import Head
from ingest.readers.hxl import Tag, hxl_json, hxl_tables, is_hxl, is_hxl_json
from ingest.readers.tables import Table
from ingest.record import Record
from ingest.source import WEB, FileSource

# The first entry whose tag and attributes (any one of those behind "+") a column bears names its field.
_FIELDS = (
    ("org", "funder|funding|donor", "funder"), ("org", "impl|implementer|implementing|partner", "impl"),
    ("org", "prog|programme|programming|lead", "prog"), ("org", "recipient|beneficiary", "recipient"), ("org", "", "org"),
    ("sector", "code|id", "sector_code"), ("sector", "", "sectors"), ("cluster", "", "sectors"), ("subsector", "", "subsector"),
    ("activity", "project|programme|program|prog", "project"), ("activity", "code|id", "activity_code"),
    ("activity", "desc|description|comment", "note"), ("activity", "status", "status"), ("activity", "", "activity"),
    ("project", "code|id", "activity_code"), ("project", "", "project"), ("programme", "", "project"),
    ("modality", "", "modality"), ("status", "", "status"),
    ("country", "code|id|iso|iso2|iso3", "country_code"), ("country", "", "country"), ("loc", "code|id", "loc_code"),
    ("loc", "type", ""), ("loc", "", "loc"),
    ("date", "start|from|begin", "since"), ("date", "end|to|until", "until"), ("date", "", "as_of"),
    ("value", "disbursed|paid|spent|transaction", "disbursed"), ("value", "", "committed"), ("currency", "", "currency"),
    ("contact", "email|mail", "contact_email"), ("contact", "phone|tel|mobile", "contact_phone"),
    ("contact", "title|role|position", "contact_title"), ("contact", "", "contact"),
    ("description", "", "note"), ("comment", "", "note"), ("meta", "comment|note", "note"), ("meta", "source|url", "source"),
)  # fmt: skip
_NEEDED = {"org", "org_short", "prog", "impl"}
_ROLES = frozenset({"org", "prog", "impl", "funder", "recipient"})
_PARTS = (("type", "_type"), ("acronym|short|abbr", "_short"), ("code|id", "_id"))


class Hxl(FileSource):
    name = "hxl"
    title: ClassVar = {"vi": "Bảng 3W gắn thẻ HXL", "en": "HXL-tagged 3W"}
    publisher = "Bên gửi bảng 3W"
    licence = "as stated by its publisher"
    rank = WEB
    order = 60
    endings = (".csv", ".tsv", ".xlsx", ".json")

    def fits(self, head: Head) -> bool:
        if head.json == "[":
            return is_hxl_json(head.path)
        return any(is_hxl(lines) and not holds(lines, PRESENCE) and not holds(lines, FUNDING) for lines in head.sheets)

    def records(self, path: Path, store: Store) -> Iterator[Record]:
        read = hxl_json if Head(path).json == "[" else hxl_tables
        return of_tables(path, map(self._needed, read(path, self.name, field_of)))

    def _needed(self, table: Table) -> Table:
        if table.columns and not table.headings.keys() & _NEEDED:
            found = problem("column-missing", vi="HXL: #org", en="HXL: #org")
            raise FileProblem(found.at(file=table.file, sheet=table.sheet, row=table.heading_row))
        return table

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        return told(record)

    def key(self, record: Record, about: Entity) -> str:
        return row_key(record, about)


@cache
def field_of(tag: Tag) -> str:
    """The field of a tag, "" for one that nobody takes."""
    if tag.name in FIGURES:
        return "+".join((tag.name, *sorted(tag.attributes)))
    if tag.name in ("adm1", "adm2", "adm3"):
        part = "_code" if tag.attributes & {"code", "id", "pcode"} else "_said" if "provider" in tag.attributes else ""
        return f"{tag.name}{part}"
    for name, attributes, field in _FIELDS:
        if tag.name == name and (not attributes or tag.attributes & set(attributes.split("|"))):
            return _part(tag, field) if field in _ROLES else field
    return ""


def _part(tag: Tag, role: str) -> str:
    """`#org+impl+acronym` is the short name of the implementer, `#org+type+code` a code of its type."""
    parts = [part for attributes, part in _PARTS if tag.attributes & set(attributes.split("|"))]
    if parts[:1] == ["_type"]:
        return f"{role}_type" if len(parts) == 1 else f"{role}_type_code"
    return f"{role}{parts[0]}" if parts else role

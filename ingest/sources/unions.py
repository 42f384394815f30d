"""Unions of friendship organisations: the central one and those of the provinces."""

from collections.abc import Iterator
from typing import ClassVar

from graph.things import Entity, Tie
from ingest.levels import LEVEL
from ingest.mentions import named, organization, union_of
from ingest.record import Record
from ingest.source import Source


class Unions(Source):
    name = "unions"
    title: ClassVar = {"vi": "Liên hiệp các tổ chức hữu nghị", "en": "Unions of friendship organizations"}
    order = 11

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        name, province = record.need("name"), record.place("province")
        heard = union_of(name)
        level = record.word("level", LEVEL) or heard.get("level")
        unit = None if level == "central" else province.properties.get("unit") if province else heard.get("province")
        union = record.thing(
            "FriendshipUnion", name, name_en=record.text("name_en"), short=record.text("short"),
            province="VN" if level == "central" else unit, level=level or ("provincial" if unit else None),
            founded=record.date("founded"), note=record.text("note"), **record.contact(),
        )  # fmt: skip
        yield union
        if province:
            yield Tie("BASED_IN", union, province)
        yield from (Tie("MEMBER_OF", union, organization(parent)) for parent in record.texts("parent"))
        if said := record.text("chair"):
            who = named(said, of=union)
            chair = record.thing("Person", who.name, organization=name)
            yield chair
            yield from who.post(chair, "Chủ tịch")

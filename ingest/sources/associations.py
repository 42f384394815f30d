"""Friendship associations and the other members of a union."""

from collections.abc import Iterator
from typing import ClassVar

from graph.things import Entity, Tie
from ingest.mentions import named, organization
from ingest.record import Record
from ingest.reference import province_in
from ingest.source import Source
from ingest.words import Words

KIND = Words({
    "bilateral": "song phương|hữu nghị song phương",
    "multilateral": "đa phương",
    "thematic": "chuyên đề|theo chủ đề|hòa bình|peace",
    "overseas liaison": "liên lạc|liên lạc với người Việt Nam ở nước ngoài|người Việt Nam ở nước ngoài|kiều bào",
})  # fmt: skip


class Associations(Source):
    name = "associations"
    title: ClassVar = {"vi": "Hội hữu nghị và tổ chức thành viên", "en": "Friendship associations and members"}
    order = 12

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        name, countries = record.need("name"), record.countries("country")
        union = _union(record.text("union"), name)
        association = record.thing(
            "FriendshipAssociation", name, name_en=record.text("name_en"), union=union.name if union else None,
            partner=", ".join(sorted(c.name for c in countries)) or None,
            kind=record.word("kind", KIND) or ("bilateral" if len(countries) == 1 else None),
            founded=record.date("founded"), members=record.integer("members"), note=record.text("note"),
            **record.contact(),
        )  # fmt: skip
        yield association
        if union:
            yield Tie("MEMBER_OF", association, union)
        yield from (Tie("FRIEND_OF", association, country) for country in countries)
        if said := record.text("chair"):
            who = named(said, of=association)
            chair = record.thing("Person", who.name, organization=name)
            yield chair
            yield from who.post(chair, "Chủ tịch")


def _union(said: str | None, name: str) -> Entity | None:
    """The union named, else that of the province in the association's own name."""
    if said:
        return organization(said, "FriendshipUnion")
    province = province_in(name)
    if province is None:
        return None
    return organization(f"Liên hiệp các tổ chức hữu nghị {province.kind} {province.name_vi}", "FriendshipUnion")

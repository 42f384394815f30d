"""Businesses: foreign investors, firms of overseas Vietnamese, local partners."""

from collections.abc import Iterator
from typing import ClassVar

from graph.things import Entity, Tie
from ingest.record import Record
from ingest.reference import HOME, site
from ingest.source import Source


class Businesses(Source):
    name = "businesses"
    title: ClassVar = {"vi": "Doanh nghiệp", "en": "Businesses"}
    order = 21

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        country, place = record.country("country"), record.text("place")
        iso2 = country.properties["iso2"] if country else None
        business = record.thing(
            "Business", record.need("name"), name_en=record.text("name_en"), country=iso2,
            tax_number=record.text("tax_number"), field=record.text("sector"), owner=record.text("owner"),
            note=record.text("note"), **(record.contact() | {"address": place}),
        )  # fmt: skip
        yield business
        if country:
            yield Tie("BASED_IN", business, country)
        if where := site(place or ""):
            yield Tie("BASED_IN" if iso2 in (None, HOME) else "WORKS_IN", business, where)
        yield from (Tie("WORKS_IN_SECTOR", business, sector) for sector in record.loose_sectors("sector")[0])

"""The countries of the world, from the reference data."""

from collections.abc import Iterator
from typing import ClassVar

from graph.reference import countries
from graph.reference.country import Country
from graph.things import Entity, Tie
from ingest.record import Record
from ingest.reference import country_entity
from ingest.source import ReferenceSource


class ReferenceCountries(ReferenceSource):
    name = "reference_countries"
    title: ClassVar = {"vi": "Danh mục quốc gia", "en": "Countries"}
    publisher = "ISO 3166-1, Unicode CLDR, UN M49; compiled by Amity"
    licence = "Unicode License v3 (names); facts"
    order = 1
    expects = 240

    def records(self) -> Iterator[Record]:
        yield from self.numbered(countries().values())

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        said = self.given(record, Country)
        yield country_entity(said, {
            "name_vi": said.name_vi, "name_en": said.name_en, "iso3": said.alpha3, "region": said.region_en,
            "national_day": said.national_day, "relations_since": said.relations_since, "tags": list(said.tags), "partnership": said.partnership or None, "aliases": list(said.aliases),
        })  # fmt: skip

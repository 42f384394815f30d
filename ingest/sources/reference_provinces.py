"""Viet Nam's provinces before and since 1 July 2025, who succeeded and who borders whom, and the communes we list."""

from collections.abc import Iterator
from itertools import chain
from typing import ClassVar

from graph.reference import Commune, Province, communes, country_of_code, neighbours, province_of_code, provinces
from graph.things import Entity, Tie
from ingest.record import Record
from ingest.reference import HOME, commune_entity, country_entity, province_entity
from ingest.source import ReferenceSource


class ReferenceProvinces(ReferenceSource):
    name = "reference_provinces"
    title: ClassVar = {"vi": "Tỉnh, thành phố và xã, phường", "en": "Provinces and communes"}
    publisher = "Resolution 202/2025/QH15, statistics office; compiled by Amity"
    licence = "facts"
    order = 2
    expects = 80

    def records(self) -> Iterator[Record]:
        yield from self.numbered(chain(provinces().values(), communes().values()))

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        said = self.given(record, object)
        if isinstance(said, Commune):
            yield from _commune(said)
        elif isinstance(said, Province):
            yield from _province(said)


def _province(said: Province) -> Iterator[Entity | Tie]:
    province = province_entity(said, {
        "name_vi": said.name_vi, "name_en": said.name_en, "code": said.code, "pcode": said.pcode, "kind": said.kind,
        "area": said.area_km2, "population": said.population, "since": said.since, "until": said.until, "aliases": list(said.aliases),
    })  # fmt: skip
    yield province
    if viet_nam := country_of_code(HOME):
        yield Tie("LOCATED_IN", province, country_entity(viet_nam))
    if said.successor:
        yield Tie("SUCCEEDED_BY", province, province_entity(provinces()[said.successor]), {"since": "2025-07-01"})
    yield from (Tie("NEIGHBOUR_OF", province, province_entity(other)) for other in _borders(said) if said.id < other.id)


def _borders(said: Province) -> list[Province]:
    """Neighbours of every time; a unit that lived through the change has former and present ones."""
    return list({other.id: other for day in ("2025-06-30", "2025-07-01") for other in neighbours(said, day)}.values())


def _commune(said: Commune) -> Iterator[Entity | Tie]:
    commune = commune_entity(said, {"kind": said.kind})
    yield commune
    if province := province_of_code(said.province):
        yield Tie("LOCATED_IN", commune, province_entity(province))

"""Sectors of aid: the DAC tree, and the local buckets in it."""

from collections.abc import Iterator
from typing import ClassVar

from graph.reference import Sector, sectors
from graph.things import Entity, Tie
from ingest.record import Record
from ingest.reference import sector_entity
from ingest.source import ReferenceSource


class ReferenceSectors(ReferenceSource):
    name = "reference_sectors"
    title: ClassVar = {"vi": "Danh mục lĩnh vực", "en": "Sectors"}
    publisher = "OECD DAC/CRS purpose codes; Vietnamese names and local buckets by Amity"
    licence = "facts of the OECD list; names and mapping Apache-2.0"
    order = 3
    expects = 350

    def records(self) -> Iterator[Record]:
        yield from self.numbered(sectors().values())

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        said = self.given(record, Sector)
        scheme = "local" if said.level == "local" else "DAC"
        sector = sector_entity(
            said, {"name_vi": said.name_vi, "name_en": said.name_en, "scheme": scheme, "aliases": list(said.aliases)}
        )
        yield sector
        if said.parent:
            yield Tie("PART_OF", sector, sector_entity(sectors()[said.parent]))

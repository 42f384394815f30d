"""Foreign NGOs and the licences they hold."""

from collections.abc import Iterator
from typing import ClassVar

from graph.names import fold, key
from graph.reference import find_country
from graph.things import Entity, Tie
from ingest.mentions import named
from ingest.record import Record
from ingest.reference import country_entity, home, ours
from ingest.source import Source
from ingest.words import Words

FORM = Words({
    "project office": "văn phòng dự án|VPDA",
    "representative": "văn phòng đại diện|VPĐD|đăng ký lập văn phòng đại diện|đại diện|representative office",
    "operation": "đăng ký hoạt động|giấy đăng ký hoạt động|GĐKHĐ|hoạt động|operation registration|operations",
})  # fmt: skip
STATUS = Words({
    "inactive": "ngừng hoạt động|không hoạt động|chấm dứt|đã rút|tạm ngừng|closed|left",
    "active": "đang hoạt động|hoạt động|còn hoạt động|có hoạt động",
    "related": "có quan hệ|duy trì quan hệ|in contact",
    "prospective": "tiềm năng|đang tìm hiểu|mới tiếp xúc|potential|prospect",
})  # fmt: skip
_NONE = ("chua co", "chua cap", "chua duoc cap", "dang xin", "dang lam thu tuc", "khong", "none", "no")
_LICENCE = ("licence_number", "licence_form", "licence_issued", "licence_expires", "licence_places")


class NGOs(Source):
    name = "ngos"
    title: ClassVar = {"vi": "Tổ chức phi chính phủ nước ngoài", "en": "Foreign NGOs"}
    order = 20

    def key(self, record: Record, about: Entity) -> str:
        """One row an organisation and licence: a second licence may stand in a row of its own."""
        number = record.text("licence_number")
        return "/".join([super().key(record, about), *([key(number)] if number else [])])

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        ngo = _ngo(record)
        yield ngo
        if country := find_country(str(ngo.properties.get("country", ""))):
            yield Tie("BASED_IN", ngo, country_entity(country))
        places, sectors = record.places("places"), [sector for sector, _ in record.sectors("sectors")]
        yield from (Tie("WORKS_IN", ngo, place) for place in places)
        yield from (Tie("WORKS_IN_SECTOR", ngo, sector) for sector in sectors)
        yield from _relations(record, ngo, places)
        yield from _licences(record, ngo, places, sectors)
        if said := record.text("representative"):
            who = named(said, of=ngo)
            person = record.thing("Person", who.name, organization=ngo.name)
            yield person
            yield from who.post(person, "Trưởng đại diện")


def _ngo(record: Record) -> Entity:
    country = record.country("country")
    of_section = find_country(record.section)
    return record.thing(
        "NGO", record.need("name"), name_vi=record.text("name_vi"), name_en=record.text("name_en"),
        short=record.text("short"), registration=record.text("registration"), org_id=record.text("org_id"),
        country=country.properties["iso2"] if country else of_section.alpha2 if of_section else None,
        status=record.loose_word("status", STATUS), relations_since=record.date("relations_since"),
        note=record.text("note"), **record.contact(),
    )  # fmt: skip


def _relations(record: Record, ngo: Entity, places: list[Entity]) -> Iterator[Tie]:
    """With our province: where the list says since when, or names a place of it among the places."""
    since = record.date("relations_since")
    if since or any(map(ours, places)):
        yield Tie("RELATES_TO", ngo, home(), {"since": since} if since else {})


def _licences(record: Record, ngo: Entity, places: list[Entity], sectors: list[Entity]) -> Iterator[Entity | Tie]:
    for line in record.lines(*_LICENCE):
        number, since = line.text("licence_number"), line.date("licence_issued")
        until = line.until("licence_expires", since)
        if fold(number or "") in _NONE or not (number or since or until):
            continue
        said = number or f"{ngo.name} ({since or until})"
        licence = record.thing(
            "Licence", f"Giấy đăng ký {said}", number=number, holder=ngo.name,
            form=line.word("licence_form", FORM), since=since, until=until,
        )  # fmt: skip
        yield licence
        yield Tie("HOLDS", ngo, licence, {k: v for k, v in (("since", since), ("until", until)) if v})
        yield from (Tie("VALID_IN", licence, place) for place in line.places("licence_places") or places)
        yield from (Tie("IN_SECTOR", licence, sector) for sector in sectors)

"""Embassies, consulates and the offices of international organisations."""

from collections.abc import Iterator
from typing import ClassVar

from graph.reference import find_country, find_province
from graph.things import Entity, Tie
from ingest.mentions import named
from ingest.problems import ValueProblem
from ingest.record import Record
from ingest.reference import country_entity, country_in, site
from ingest.source import Source
from ingest.words import Words

KIND = Words({
    "embassy": "đại sứ quán|ĐSQ",
    "consulate": "lãnh sự quán|tổng lãnh sự quán|TLSQ|LSQ|lãnh sự|consulate general|lãnh sự danh dự|honorary consul",
    "office": "văn phòng|văn phòng đại diện|cơ quan đại diện|VPĐD|tổ chức quốc tế|phái đoàn|delegation|mission",
})  # fmt: skip
_HEADS = {"embassy": "Đại sứ", "consulate": "Tổng Lãnh sự", "office": "Trưởng đại diện"}


class Missions(Source):
    name = "missions"
    title: ClassVar = {"vi": "Cơ quan đại diện nước ngoài", "en": "Diplomatic missions"}
    order = 13

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        name = record.need("name")
        kind = record.word("kind", KIND) or _heard(name)
        country = record.country("country") or (_of_name(name) if kind != "office" else None)
        city = _city(record.text("city"), kind)
        mission = record.thing(
            "DiplomaticMission", name, name_en=record.text("name_en"), kind=kind, city=city,
            country=country.properties["iso2"] if country else None, note=record.text("note"), **record.contact(),
        )  # fmt: skip
        yield mission
        if country:
            yield Tie("REPRESENTS", mission, country)
        if place := site(city or ""):
            yield Tie("BASED_IN", mission, place)
        if said := record.text("head"):
            who = named(said, of=mission)
            head = record.thing("Person", who.name, organization=name)
            yield head
            yield from who.post(head, _HEADS[kind])


def _heard(name: str) -> str:
    try:
        return KIND.read(name)
    except ValueProblem:
        return "office"


def _of_name(name: str) -> Entity | None:
    """The country an embassy's name ends with."""
    found = country_in(name.split(" tại ")[0]) or find_country(name)
    return country_entity(found) if found else None


def _city(said: str | None, kind: str) -> str | None:
    """The seat by the name we know it by; an embassy that says none sits in the capital."""
    if said is None:
        return "Hà Nội" if kind == "embassy" else None
    found = find_province(said)
    return found[0].name_vi if len(found) == 1 else said

"""Public bodies, multilateral bodies and groups of overseas Vietnamese."""

from collections.abc import Iterator
from typing import ClassVar

from graph.names import fold
from graph.things import Entity, Tie
from ingest.guessing import guess
from ingest.levels import LEVEL
from ingest.mentions import organization
from ingest.record import Record
from ingest.source import Source

_KINDS = (
    ("DiasporaGroup", ("kieu bao", "nguoi viet nam o nuoc ngoai", "cong dong", "diaspora", "overseas vietnamese")),
    ("MultilateralBody", ("da phuong", "to chuc quoc te", "lien hop quoc", "multilateral", "international organi")),
)


class Bodies(Source):
    name = "bodies"
    title: ClassVar = {"vi": "Cơ quan, tổ chức đa phương, cộng đồng kiều bào", "en": "Public and multilateral bodies"}
    order = 10

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        build = {"DiasporaGroup": _diaspora, "MultilateralBody": _multilateral, "PublicBody": _public}
        said = fold(record.text("kind") or "")
        heard = guess(record.need("name"), "PublicBody")
        type_ = next((t for t, words in _KINDS if any(w in said for w in words)), heard if not said else "PublicBody")
        places, countries = record.places("place"), record.countries("country")
        body = build.get(type_, _public)(record, places, countries)
        yield body
        tie = "RELATES_TO" if type_ == "DiasporaGroup" else "BASED_IN"
        yield from (Tie(tie, body, place) for place in places)
        yield from (Tie("BASED_IN", body, country) for country in countries if type_ == "DiasporaGroup" or not places)
        yield from (Tie("PART_OF", body, organization(parent)) for parent in record.texts("parent"))
        yield from (Tie("COORDINATES_WITH", body, organization(other)) for other in record.texts("coordinates_with"))
        record.ignore("level", "size")


def _public(record: Record, places: list[Entity], _: list[Entity]) -> Entity:
    place = places[0] if places else None
    level = record.word("level", LEVEL) or ("provincial" if place and place.type == "Province" else None)
    return record.thing(
        "PublicBody", record.need("name"), **_names(record), level=level, place=place.name if place else None,
        kind=record.text("kind"), **record.contact(),
    )  # fmt: skip


def _multilateral(record: Record, *_: list[Entity]) -> Entity:
    return record.thing(
        "MultilateralBody", record.need("name"), **_names(record), kind=record.text("kind"), **record.contact()
    )


def _diaspora(record: Record, places: list[Entity], countries: list[Entity]) -> Entity:
    size = record.quantity("size")
    return record.thing(
        "DiasporaGroup", record.need("name"), **_names(record), origin=places[0].name if places else None,
        country=countries[0].properties["iso2"] if countries else None, size=round(size.amount) if size else None,
    )  # fmt: skip


def _names(record: Record) -> dict[str, str | None]:
    return {name: record.text(name) for name in ("name_en", "short", "note")}

"""Agreements between localities: twinnings, friendship exchanges, memoranda."""

from collections.abc import Iterator
from typing import ClassVar

from graph.things import Entity, Tie
from ingest.levels import LEVEL
from ingest.record import Record
from ingest.reference import home
from ingest.source import Source
from ingest.words import Words

KIND = Words({
    "twinning": "kết nghĩa|thành phố kết nghĩa|địa phương kết nghĩa|sister city|sister cities|twin city|sister|twin",
    "friendship": "trao đổi hữu nghị|giao lưu hữu nghị|hữu nghị|friendship exchange|quan hệ hữu nghị",
    "memorandum": "bản ghi nhớ|biên bản ghi nhớ|ghi nhớ|MOU|memorandum of understanding",
    "cooperation": "thỏa thuận hợp tác|hợp tác|chương trình hợp tác|cooperation agreement|thỏa thuận quốc tế|thỏa thuận",
})  # fmt: skip
STAGE = Words({
    "superseded": "đã nâng cấp|nâng cấp|được thay thế|thay thế|upgraded|replaced",
    "expired": "hết hiệu lực|hết hạn|đã hết hạn|chấm dứt|ended|lapsed",
    "renewed": "gia hạn|đã gia hạn|ký lại|extended",
    "proposed": "đề xuất|đang đàm phán|dự thảo|đang trao đổi|chuẩn bị ký|draft|negotiating",
    "in force": "còn hiệu lực|đang hiệu lực|hiệu lực|đang thực hiện|đã ký|active|signed|current",
})  # fmt: skip
_SPOKEN = {
    "twinning": "Kết nghĩa",
    "friendship": "Trao đổi hữu nghị",
    "memorandum": "Bản ghi nhớ",
    "cooperation": "Thỏa thuận hợp tác",
}


class SisterCities(Source):
    name = "sister_cities"
    title: ClassVar = {"vi": "Địa phương kết nghĩa và thỏa thuận", "en": "Sister cities and agreements"}
    order = 30
    required = ("partner",)
    main = ("partner",)

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        record.need("partner")
        country = record.country("country")
        locals_ = record.places("local") or [home()]
        partners = record.places("partner", str(country.properties["iso2"]) if country else "VN")
        agreement = _agreement(record, locals_, partners)
        yield agreement
        valid = {
            "since": record.date("since") or agreement.properties.get("since"),
            "until": agreement.properties.get("until"),
        }
        term = {name: day for name, day in valid.items() if day}
        yield from (Tie("PARTY_TO", side, agreement, term) for side in [*locals_, *partners])
        if agreement.properties["kind"] == "twinning":
            yield from (Tie("TWINNED_WITH", a, b, term) for a in locals_ for b in partners)


def _agreement(record: Record, locals_: list[Entity], partners: list[Entity]) -> Entity:
    """One agreement a row: a friendship exchange that became a twinning stands in two."""
    kind = record.word("kind", KIND) or "twinning"
    since = record.date("signed") or record.date("since")
    sides = [", ".join(place.name for place in side) for side in (locals_, partners)]
    when = f" ({since[:4]})" if since else ""
    return record.thing(
        "Agreement", f"{_SPOKEN[kind]} {' – '.join(sides)}{when}", parties=" – ".join(sorted(sides)), kind=kind,
        stage=record.loose_word("stage", STAGE), level=record.word("level", LEVEL), fields=record.text("fields"),
        signer=record.text("signer"), since=since, until=record.until("until", since), note=record.text("note"),
    )  # fmt: skip

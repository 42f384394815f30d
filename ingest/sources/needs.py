"""The wish list: what a place needs, and who meets it."""

from collections.abc import Iterator
from typing import ClassVar

from graph.things import Entity, Tie
from ingest.mentions import known, organization, unheard
from ingest.record import Record
from ingest.reference import home
from ingest.source import Source
from ingest.words import Words

STATUS = Words({
    "matched": "đã kết nối|đang đàm phán|có nhà tài trợ quan tâm|đang kết nối|under discussion",
    "funded": "đã có nhà tài trợ|đã tài trợ|đã được tài trợ|đã cấp vốn|đã có kinh phí|đang thực hiện",
    "closed": "đã đóng|đóng|hoàn thành|đã hoàn thành|hủy|không còn|ngừng|completed|cancelled",
    "open": "mở|đang mở|đang kêu gọi|kêu gọi|chưa có nhà tài trợ|chưa có|chưa tài trợ|còn|mới|unfunded|new",
})  # fmt: skip


class Needs(Source):
    name = "needs"
    title: ClassVar = {"vi": "Nhu cầu kêu gọi tài trợ", "en": "Needs: the wish list"}
    order = 50
    required = ("title",)
    main = ("title",)

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        places, sectors = record.places("place") or [home()], record.sectors("sector")
        funders, amount = record.texts("funder"), record.money("amount")
        need = record.thing(
            "Need", record.need("title"), name_en=record.text("title_en"), place="; ".join(p.name for p in places),
            sector="; ".join(s.name for s, _ in sectors) or None, amount=amount.amount if amount else None,
            currency=amount.currency if amount else None, year=record.text("year"),
            status=record.word("status", STATUS) or ("matched" if funders else "open"),
            beneficiaries=record.text("beneficiaries"), note=record.notes(**{"Nhà tài trợ": unheard(funders)}),
        )  # fmt: skip
        yield need
        yield from (Tie("TARGETS", need, place) for place in places)
        for sector, share in sectors:
            yield Tie("IN_SECTOR", need, sector, {"percentage": share} if share is not None else {})
        yield from (Tie("PROPOSES", organization(said), need) for said in record.texts("proposer"))
        for said in funders:
            yield from (Tie("MEETS_NEED", source, need) for source in known(said, "AidItem", "Organization"))

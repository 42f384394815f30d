"""Investment projects and who invests in them."""

from collections.abc import Iterator
from typing import ClassVar

from graph.things import Entity, Tie
from ingest.mentions import organization
from ingest.record import Record
from ingest.reference import site
from ingest.source import Source


class Investments(Source):
    name = "investments"
    title: ClassVar = {"vi": "Dự án đầu tư", "en": "Investments"}
    order = 41
    required = ("title", "investor")
    main = ("title", "licence_number")

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        investors, country = record.texts("investor"), record.country("country")
        capital, (sectors, others) = record.money("capital"), record.loose_sectors("sector")
        investment = record.thing(
            "Investment", record.need("title"), licence_number=record.text("licence_number"),
            investor="; ".join(investors) or None, capital=capital.amount if capital else None,
            currency=capital.currency if capital else None, since=record.date("licensed"), note=record.notes(**{"Lĩnh vực": "; ".join(others) or None}),
        )  # fmt: skip
        yield investment
        for said in investors:
            investor = organization(said, "Business")
            yield Tie("INVESTS_IN", investor, investment)
            if country:
                yield Tie("BASED_IN", investor, country)
        if place := site(record.text("place") or ""):
            yield Tie("LOCATED_IN", investment, place)
        yield from (Tie("IN_SECTOR", investment, sector) for sector in sectors)

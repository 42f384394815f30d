"""Delegations in, out and within the country: who came, who led, whom they met, what followed."""

from collections.abc import Iterator
from typing import ClassVar

from graph.names import fold
from graph.reference import find_country
from graph.things import Entity, Tie
from ingest.guessing import sounds_like_organization
from ingest.mentions import known, organization, people, somebody, unheard
from ingest.problems import ValueProblem
from ingest.record import Record
from ingest.reference import country_entity, home, places
from ingest.source import Source
from ingest.words import Words

DIRECTION = Words({
    "domestic": "trong nước|đoàn trong nước|nội địa|đi trong nước",
    "outbound": "đoàn ra|đi nước ngoài|ra|đi|out|outgoing",
    "inbound": "đoàn vào|đoàn đến|khách quốc tế|vào|đến|in|incoming",
})  # fmt: skip
_PLACE = ("thanh pho ", "tinh ", "bang ", "city of ", "quan ", "vung ")


class Delegations(Source):
    name = "delegations"
    title: ClassVar = {"vi": "Đoàn ra, đoàn vào", "en": "Delegations"}
    order = 60
    required = ("title", "start")
    main = ("title",)

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        partners, direction = record.texts("partner"), record.word("direction", DIRECTION) or "inbound"
        countries = record.countries("country")
        delegation = record.thing(
            "Delegation", record.need("title"), direction=direction, purpose=record.text("purpose"),
            partner="; ".join(partners) or (countries[0].name if countries else None), results=record.text("results"),
            note=record.notes(**{"Đã gặp": unheard(record.texts("met")), "Việc tiếp theo": unheard(record.texts("follow_up"))}),
            **record.span("start", "end"),
        )  # fmt: skip
        yield delegation
        yield from _ways(delegation, direction, [_partner(said, countries) for said in partners], countries)
        yield from _company(record, delegation)
        yield from (Tie("HOSTED", organization(said), delegation) for said in record.texts("hosts"))
        for said in record.texts("met"):
            whom, posts = somebody(said)
            yield from (Tie("MET", delegation, one) for one in whom)
            yield from posts
        for said in record.texts("follow_up"):
            followed = known(said, "AidItem", "Agreement", "Event", "Investment", "Policy", "Organization")
            yield from (Tie("FOLLOWED_UP_BY", delegation, thing) for thing in followed)


def _ways(delegation: Entity, direction: str, partners: list[Entity], countries: list[Entity]) -> Iterator[Tie]:
    """Inbound ones come from the partner and its country; the others come from us, go to the country, meet the partner."""
    if direction == "inbound":
        yield from (Tie("CAME_FROM", delegation, origin) for origin in [*partners, *countries])
        return
    yield Tie("CAME_FROM", delegation, home())
    yield from (Tie("MET", delegation, partner) for partner in partners)
    yield from (Tie("TARGETS", delegation, country) for country in countries)


def _partner(said: str, countries: list[Entity]) -> Entity:
    """A place where the text is one, else an organisation."""
    if country := find_country(said):
        return country_entity(country)
    if fold(said).startswith(_PLACE):
        try:
            return places(said, str(countries[0].properties["iso2"]) if countries else "VN")[0]
        except ValueProblem:
            return organization(said)
    return organization(said, "NGO")


def _company(record: Record, delegation: Entity) -> Iterator[Tie]:
    for who in people(record.texts("leader")):
        yield Tie("LED", leader := who.person(), delegation, {"title": who.title} if who.title else {})
        yield from who.post(leader)
    members = record.texts("members")
    yield from (Tie("JOINED", organization(said), delegation) for said in members if sounds_like_organization(said))
    for who in people([said for said in members if not sounds_like_organization(said)]):
        yield Tie("JOINED", member := who.person(), delegation)
        yield from who.post(member)

"""Grants as the 360Giving data standard tells them, in JSON (`{"grants": [...]}`) and in tables."""

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import ClassVar

from graph.model import ENTITIES
from graph.names import fold
from graph.reference import Country, country_of_code, find_country, find_sector
from graph.store import Store
from graph.things import Entity, Tie
from ingest.amounts import amounts
from ingest.grants import heading_line, path_of
from ingest.iati.activity import Organisation
from ingest.iati.organisations import organisation
from ingest.problems import ValueProblem
from ingest.readers.cells import say
from ingest.readers.files import open_table_file
from ingest.readers.head import LINES, Head
from ingest.readers.json import flat, json_items
from ingest.record import Record
from ingest.reference import HOME, country_entity, places, province_entity, sector_entity
from ingest.source import REGISTER, FileSource
from ingest.twinning import province_of

_KEPT_ELSEWHERE = (
    "dateModified", "dataSource", "fromOpenCall", "fromAnOpenCall", "amountAppliedFor", "regrantType", "forRegrantType",
)  # fmt: skip
_NOT_KEPT = (
    "charityNumber", "companyNumber", "postalCode", "streetAddress", "addressLocality", "addressRegion", "addressCountry", "country",
    "geoCode", "geoCodeType", "geographicCode", "geographicCodeType", "latitude", "longitude", "vocabulary", "code", "id", "url", "description",
    "location", "countryCode",
)  # fmt: skip
_MONEY = ("committed", "disbursed", "currency", "committed_usd", "disbursed_usd", "usd_rate_date")
_OBJECTS = (
    "recipientOrganization",
    "fundingOrganization",
    "beneficiaryLocation",
    "classifications",
    "grantProgramme",
    "plannedDates",
)


class Grants(FileSource):
    name = "three_sixty_giving"
    title: ClassVar = {"vi": "Khoản tài trợ (360Giving)", "en": "Grants (360Giving)"}
    publisher = "Các nhà tài trợ công bố theo chuẩn 360Giving"
    url = "https://www.threesixtygiving.org/"
    licence = "as stated by the publisher"
    rank = REGISTER
    order = 41
    endings = (".json", ".csv", ".tsv", ".xlsx", ".xls", ".ods")

    def fits(self, head: Head) -> bool:
        if head.json:
            said = ('"grants"', '"fundingOrganization"')
            return head.json == "{" and all(word in head.text for word in said)
        return any(heading_line(lines) for lines in head.sheets)

    def records(self, path: Path, store: Store) -> Iterator[Record]:
        yield from (_of_json(path) if Head(path).json else _of_table(path))

    def key(self, record: Record, about: Entity) -> str:
        return record.need("id")

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        funders, recipients = _parties(record, "fundingOrganization"), _parties(record, "recipientOrganization")
        targets, unplaced = _targets(record)
        sectors, unsorted = _sectors(record)
        item = _item(record, _inbound(record, targets), unplaced, unsorted)
        yield item
        yield from (party for party in (*funders, *recipients) if "website" in party.properties)
        money = {name: item.properties[name] for name in _MONEY if name in item.properties}
        share = money if len(funders) == 1 else {"shared": True}
        yield from (Tie("FUNDS", funder, item, {"role": "funder", **share}) for funder in funders)
        yield from (Tie("RECEIVES", recipient, item) for recipient in recipients)
        yield from (Tie("TARGETS", item, place, {"reported_as": said} if said else {}) for place, said in targets)
        yield from (Tie("IN_SECTOR", item, sector) for sector in sectors)
        _pass_over(record)


def _of_json(path: Path) -> Iterator[Record]:
    for item in json_items(path, "grants"):
        if item.fault:
            yield Record.flawed(path.name, item.number, item.fault)
        else:
            said = flat(item.members)
            yield Record.of(path.name, item.number, said | {"source": said.get("url")})


def _of_table(path: Path) -> Iterator[Record]:
    for sheet in open_table_file(path):
        first = list(islice(sheet.lines, LINES))
        if not (heading := heading_line(first)):
            continue
        paths = [path_of(say(value)) for value in heading.values]
        for line in (line for line in chain(first, sheet.lines) if line.number > heading.number):
            said = dict(zip(paths, line.values, strict=False))
            if line.problem:
                yield Record.flawed(path.name, line.number, line.problem, sheet.name)
            elif any(value is not None for value in said.values()):
                yield Record.of(path.name, line.number, said | {"source": said.get("url")}, sheet.name)


def _item(record: Record, inbound: bool, unplaced: list[str], unsorted: list[str]) -> Entity:
    awarded, since = record.date("awardDate"), record.date("plannedDates/0/startDate")
    committed, disbursed = record.money("amountAwarded", "currency"), record.money("amountDisbursed", "currency")
    programmes = [record.text(f"grantProgramme/{at}/title") for at in _numbers(record, "grantProgramme")]
    words = {
        "": (record.text("description") or "").rstrip(" ."), "Chương trình": "; ".join(filter(None, programmes)), "Địa bàn": "; ".join(unplaced),
        "Phân loại": "; ".join(unsorted),
    }  # fmt: skip
    return record.thing(
        "AidItem", record.need("title"), code=record.need("id"), approved=awarded, year=(awarded or since or "")[:4] or None,
        direction="inbound" if inbound else None, since=since, until=_end(record, since), note=record.notes(**words),
        **amounts(committed, disbursed, awarded or since),
    )  # fmt: skip


def _end(record: Record, since: str | None) -> str | None:
    """The planned end, or what the planned months from the start come to."""
    until, months = record.until("plannedDates/0/endDate", since), record.integer("plannedDates/0/duration")
    if until or not since or not months or len(since) < 7:
        return until
    total = int(since[:4]) * 12 + int(since[5:7]) - 1 + months
    return f"{total // 12:04}-{total % 12 + 1:02}" if total // 12 < 2200 else None


def _numbers(record: Record, name: str) -> list[int]:
    """The places of a list that hold something."""
    held = {field.split("/")[1] for field in record.rows[0].cells if field.startswith(f"{name}/")}
    return sorted(int(at) for at in held if at.isdigit())


def _parties(record: Record, name: str) -> list[Entity]:
    found: list[Entity] = []
    for at in (f"{name}/{number}/" for number in _numbers(record, name)):
        ref, said = record.text(f"{at}id") or "", record.text(f"{at}name")
        if said or ref:
            bare = organisation(Organisation(ref, {"": said or ref}))
            found.append(
                Entity(bare.type, bare.name, {**_more(record, at, bare.new_type), **bare.properties}, guess=bare.guess)
            )
    return found


def _more(record: Record, at: str, type_: str) -> dict[str, str]:
    """The web site and home country of an organisation, where its type has them."""
    country = _country(record, at)
    said = {"website": record.text(f"{at}url"), "country": country.alpha2 if country else None}
    return {name: value for name, value in said.items() if value and ENTITIES[type_].property(name)}


def _targets(record: Record) -> tuple[list[tuple[Entity, str | None]], list[str]]:
    """Where the grant goes, each with the name it has there where we know only what it lies in; and names of nowhere."""
    found: dict[str | None, tuple[Entity, str | None]] = {}
    unplaced: list[str] = []
    for at in (f"beneficiaryLocation/{number}/" for number in _numbers(record, "beneficiaryLocation")):
        country, name = _country(record, at), record.text(f"{at}name")
        place, reported = _place(name, country)
        if place:
            found.setdefault(place.id or place.name, (place, reported))
        elif name:
            unplaced.append(name)
    return list(found.values()), unplaced


def _place(name: str | None, country: Country | None) -> tuple[Entity | None, str | None]:
    if name and (province := province_of(None, country.alpha2 if country else None, name)):
        return province_entity(province), None
    try:
        known = places(name)[0] if name and (country is None or country.alpha2 == HOME) else None
    except ValueProblem:
        known = None
    if known or not country:
        return known, None
    same = find_country(name) == country if name else True
    return country_entity(country), None if same else name


def _country(record: Record, at: str) -> Country | None:
    said = (record.text(f"{at}{name}") for name in ("countryCode", "country", "addressCountry"))
    return next((found for text in said if text and (found := country_of_code(text) or find_country(text))), None)


def _inbound(record: Record, targets: list[tuple[Entity, str | None]]) -> bool:
    """Whether it comes to Viet Nam: by where it goes, else by where its recipient is."""
    if targets:
        return any(
            place.type == "Province" or place.properties.get("iso2", place.properties.get("country")) == HOME
            for place, _ in targets
        )
    at = (_country(record, f"recipientOrganization/{number}/") for number in _numbers(record, "recipientOrganization"))
    return any(country and country.alpha2 == HOME for country in at)


def _sectors(record: Record) -> tuple[list[Entity], list[str]]:
    """The sectors whose words or DAC codes we know, and the other words."""
    found: dict[str, Entity] = {}
    unsorted: list[str] = []
    for at in (f"classifications/{number}/" for number in _numbers(record, "classifications")):
        title, code = record.text(f"{at}title"), record.text(f"{at}code") or ""
        coded = (
            code if any(word in fold(record.text(f"{at}vocabulary") or "") for word in ("dac", "oecd", "iati")) else ""
        )
        if sector := find_sector(coded) or (find_sector(title) if title else None):
            found[sector.id] = sector_entity(sector)
        elif title:
            unsorted.append(title)
    return list(found.values()), unsorted


def _pass_over(record: Record) -> None:
    """What the standard tells beside: codes of places, addresses, and people who receive grants, who are not kept."""
    held = record.rows[0].cells
    inner = (field for field in held if field.startswith(_OBJECTS) and field.split("/")[-1] in _NOT_KEPT)
    record.ignore(
        *_KEPT_ELSEWHERE, "url", *inner, *(field for field in held if field.startswith("recipientIndividual/"))
    )

"""The entities of FollowTheMoney as ours: partners, people, places, projects, licences, contracts, events, documents."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from graph.model import ENTITIES, may_join
from graph.reference import Country, country_of_code, find_country
from graph.things import Entity, Tie
from ingest.amounts import amounts
from ingest.guessing import guess
from ingest.problems import RowProblem, ValueProblem, problem
from ingest.record import Record
from ingest.reference import HOME, country_entity, site
from ingest.twinning import city_of
from ingest.words import Words

ORGANIZATIONS = {"Organization": "NGO", "LegalEntity": "NGO", "Company": "Business", "PublicBody": "PublicBody"}
DOCUMENTS = frozenset({"Document", "Article", "Pages", "PlainText", "HyperText", "Email", "Table", "Image", "Workbook"})
_OTHERS = {"Person": "Person", "Event": "Event", "Project": "AidItem", "License": "Licence", "Contract": "Agreement"}
SCHEMATA = (*ORGANIZATIONS, *_OTHERS, "Address", *sorted(DOCUMENTS))
STATUS = Words({
    "completed": "closed|finished|ended|complete", "ongoing": "active|implementation|in progress|open",
    "pipeline": "planned|proposed|pending|approved", "cancelled": "canceled|terminated", "suspended": "on hold|paused",
})  # fmt: skip
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ABROAD = ("country", "mainCountry", "jurisdiction")
_IGNORED = (
    "topics", "sourceUrl", "wikidataId", "wikipediaUrl", "publisher", "publisherUrl", "retrievedAt", "modifiedAt", "createdAt",
    "proof", "recordId", "keywords", "mainCountry", "jurisdiction", "legalForm", "language", "mimeType", "fileSize", "encoding",
    "firstName", "lastName", "gender", "postalCode", "street", "state", "region", "id", "schema", "indexText", "ancestors",
)  # fmt: skip
_WORDS = {
    "position": "Chức vụ", "nationality": "Quốc tịch", "phase": "Giai đoạn", "goal": "Mục tiêu", "area": "Địa bàn",
    "reviewDate": "Ngày rà soát", "amount": "Số tiền", "currency": "Loại tiền", "type": "Loại", "author": "Tác giả",
    "registration": "Số đăng ký", "tax_number": "Mã số thuế", "status": "Tình trạng", "founded": "Thành lập", "field": "Ngành nghề",
    "kind": "Loại", "website": "Trang web", "email": "Thư điện tử", "phone": "Điện thoại", "address": "Địa chỉ",
}  # fmt: skip
_NAMES = ("alias", "weakAlias", "previousName", "abbreviation")


def country_said(record: Record, at: str = "") -> Country | None:
    """The country of an entity, from codes ("vn") or names."""
    said = (text for name in _ABROAD for text in record.texts(f"{at}{name}"))
    return next((found for text in said if (found := country_of_code(text) or find_country(text))), None)


def ends(record: Record, name: str) -> list[Entity]:
    """The entities that a property leads to. Raises RowProblem "ftm-end" for one that the file does not hold."""
    return [_end(record, f"{name}/{at}/") for at in range(_several(record, name))]


def beside(record: Record, name: str) -> list[Entity]:
    """The same, without those that the file does not hold: they are remarked."""
    found: list[Entity] = []
    for at in range(_several(record, name)):
        try:
            found.append(_end(record, f"{name}/{at}/"))
        except RowProblem as error:
            record.warn(f"{name}/{at}/id", error.problem)
    return found


def first(record: Record, field: str) -> str:
    """The first of several values: the name that an entity goes by."""
    record.need(field)
    return next((cell.text for cell in record.rows[0].all(field)), "")


def marks(record: Record) -> list[str]:
    """The fields that say who an end is: what is not asked of them is nothing that was left out."""
    return [name for name in record.rows[0].cells if name.count("/") == 2 and not name.endswith("/id")]


def _several(record: Record, name: str) -> int:
    return next(number for number in count() if not record.text(f"{name}/{number}/id"))


def _end(record: Record, at: str) -> Entity:
    schema = record.text(f"{at}schema") or ""
    title = record.text(f"{at}name") or record.text(f"{at}title") or record.text(f"{at}fileName")
    if schema == "Address":
        return _place(record, at)
    if schema not in SCHEMATA or not title:
        raise record.wrong(f"{at}id", problem("ftm-end", record.text(f"{at}id")))
    return _named(record, at, schema, title)


def _named(record: Record, at: str, schema: str, title: str) -> Entity:
    """An entity by its name and what else tells it from others."""
    country = country_said(record, at)
    said = {"country": country.alpha2 if country else None, "code": record.text(f"{at}projectId")}
    if schema in ORGANIZATIONS:
        return _organization(schema, title, said)
    type_ = "Document" if schema in DOCUMENTS else _OTHERS[schema]
    return Entity(type_, title, {"code": said["code"]} if type_ == "AidItem" and said["code"] else {})


def _organization(schema: str, name: str, said: dict[str, Any]) -> Entity:
    heard = guess(name, ORGANIZATIONS[schema])
    abroad = said.get("country") not in (None, HOME)
    loose = schema in ("Organization", "LegalEntity") and not (abroad and heard == "PublicBody")
    type_ = heard if loose else ORGANIZATIONS[schema]
    known = {k: v for k, v in said.items() if v not in (None, []) and ENTITIES[type_].property(k)}
    return Entity("Organization", name, known, guess=type_)


def _place(record: Record, at: str) -> Entity:
    """The place of an address, as near as we know it. Raises RowProblem "place-unknown"."""
    city, full, country = record.text(f"{at}city"), record.text(f"{at}full"), country_said(record, at)
    said = full or record.text(f"{at}name") or city or ""
    try:
        found = city_of(f"{city}, {country.name_en}") if city and country else site(said)
    except ValueProblem:
        found = None
    if found := found or (country_entity(country) if country else None):
        return found
    raise record.wrong(f"{at}full", problem("place-unknown", said))


def node(record: Record, schema: str) -> Iterator[Entity | Tie]:
    """An entity with what is said of it, and its ties to those its properties name."""
    record.ignore(*_IGNORED, *marks(record))
    if schema in ORGANIZATIONS:
        yield from _partner(record, schema)
    elif schema == "Person":
        yield from _person(record)
    elif schema == "Address":
        yield _place(record, "")
    elif schema in DOCUMENTS:
        yield _document(record)
    else:
        yield from {"Event": _event, "Project": _project, "License": _licence, "Contract": _contract}[schema](record)


def _partner(record: Record, schema: str) -> Iterator[Entity | Tie]:
    country = country_said(record)
    bare = _organization(schema, first(record, "name"), {"country": country.alpha2} if country else {})
    said = {
        "country": country.alpha2 if country else None, "registration": record.text("registrationNumber"),
        "tax_number": record.text("taxNumber"), "status": record.text("status"), "founded": record.date("incorporationDate"),
        "field": record.text("sector"), "kind": record.text("classification"),
        "website": record.text("website"), "email": record.text("email"), "phone": record.text("phone"),
        "address": record.text("address") or record.text("addressEntity/0/full"),
    }  # fmt: skip
    known = {k: v for k, v in said.items() if v and ENTITIES[bare.new_type].property(k)}
    left = {k: v for k, v in said.items() if v and k not in known and k != "country"}
    more = _more(record, **left)
    partner = record.thing(bare.new_type, bare.name, **known, **more)
    partner = Entity("Organization", bare.name, partner.properties, guess=bare.new_type)
    yield partner
    yield from _based(record, partner, country)
    yield from (
        Tie("PART_OF", partner, one)
        for one in beside(record, "parent")
        if may_join("PART_OF", partner.new_type, one.new_type)
    )


def _person(record: Record) -> Iterator[Entity | Tie]:
    states = (country_of_code(text) or find_country(text) for text in record.texts("nationality"))
    nationality = ", ".join(state.name_vi for state in states if state)
    more = _more(record, position=record.text("position"), nationality=nationality)
    person = record.thing(
        "Person", first(record, "name"), email=record.text("email"), phone=record.text("phone"),
        birth_date=record.date("birthDate"), **more,
    )  # fmt: skip
    yield person
    record.ignore("address")
    yield from _based(record, person, country_said(record))


def _based(record: Record, who: Entity, country: Country | None) -> Iterator[Tie]:
    """Where somebody is, as near as the file says: an address we know the place of, else the country."""
    places = beside(record, "addressEntity")
    if not places and country:
        places = [country_entity(country)]
    yield from (Tie("BASED_IN", who, place) for place in places)


def _event(record: Record) -> Iterator[Entity | Tie]:
    event = record.thing("Event", first(record, "name"), **_span(record), **_more(record))
    yield event
    for tie, name in (("HOSTED", "organizer"), ("JOINED", "involved")):
        yield from (Tie(tie, one, event) for one in beside(record, name) if may_join(tie, one.new_type, "Event"))
    country = country_said(record)
    places = [one for one in beside(record, "location") if may_join("LOCATED_IN", "Event", one.new_type)]
    yield from (Tie("LOCATED_IN", event, place) for place in places or ([country_entity(country)] if country else []))


def _project(record: Record) -> Iterator[Entity | Tie]:
    span, committed = _span(record), record.money("amount", "currency")
    country = country_said(record)
    item = record.thing(
        "AidItem", first(record, "name"), code=record.text("projectId"), status=record.loose_word("status", STATUS),
        direction="inbound" if country and country.alpha2 == "VN" else None, **span,
        **amounts(committed, None, span["since"]), **_more(record, phase=record.text("phase"), goal=record.text("goal")),
    )  # fmt: skip
    yield item
    if country:
        yield Tie("TARGETS", item, country_entity(country))


def _licence(record: Record) -> Iterator[Entity | Tie]:
    name = first(record, "name") if record.text("name") else record.need("title")
    holders = beside(record, "holder")
    licence = record.thing(
        "Licence", name, number=record.text("procedureNumber") or record.text("registrationNumber"), form=record.text("type"),
        holder=holders[0].name if holders else None, **_span(record), **_more(record, area=record.text("area"), reviewDate=record.text("reviewDate")),
    )  # fmt: skip
    yield licence
    yield from (Tie("HOLDS", one, licence) for one in holders if may_join("HOLDS", one.new_type, "Licence"))
    if country := country_said(record):
        yield Tie("VALID_IN", licence, country_entity(country))


def _contract(record: Record) -> Iterator[Entity | Tie]:
    parties = beside(record, "authority")
    since = record.date("contractDate") or _span(record)["since"]
    contract = record.thing(
        "Agreement", first(record, "name") if record.text("name") else record.need("title"), kind="contract", since=since,
        parties=" – ".join(sorted(one.name for one in parties)) or None, until=_span(record)["until"],
        **_more(record, amount=record.text("amount"), currency=record.text("currency"), type=record.text("type")),
    )  # fmt: skip
    yield contract
    yield from (Tie("PARTY_TO", one, contract) for one in parties)


def _document(record: Record) -> Entity:
    title = next(filter(None, map(record.text, ("name", "title", "fileName"))), "") or record.need("title")
    mark = record.text("contentHash") or ""
    return record.thing(
        "Document", title, sha256=mark if _SHA256.fullmatch(mark) else None, url=record.text("source"),
        published=record.date("publishedAt") or record.date("date"), **_more(record, author=record.text("author")),
    )  # fmt: skip


def _span(record: Record) -> dict[str, str | None]:
    since = record.date("startDate") or record.date("date")
    return {"since": since, "until": record.until("endDate", since)}


def _more(record: Record, **words: str | None) -> dict[str, Any]:
    """Further names, and what is kept in words."""
    said = [text for name in ("summary", "description", "notes") for text in record.texts(name)]
    told = [f"{_WORDS.get(name, name)}: {text}" for name, text in words.items() if text]
    _, *others = [cell.text for cell in record.rows[0].all("name")] or [""]
    aliases = [text for name in _NAMES for text in record.texts(name)]
    return {"aliases": [*others, *aliases], "note": ". ".join([*said, *told]) or None}

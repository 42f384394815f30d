"""Contact cards (vCard 2.1, 3.0, 4.0): people with their posts, and organisations, as address books and phones export them."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import ClassVar

from graph.model import ENTITIES
from graph.names import key
from graph.store import Store
from graph.things import Entity, Tie
from ingest.card_fields import fields_of, kind_of
from ingest.mentions import Named, brackets, named, organization, without_honorific
from ingest.problems import ValueProblem, problem
from ingest.readers.head import Head
from ingest.readers.vcard import Card, read_cards
from ingest.record import Record
from ingest.reference import places, site
from ingest.source import FileSource

_HOME = re.compile(r",\s*(?:việt nam|viet ?nam|vn)\s*$", re.I)


class ContactCards(FileSource):
    name = "vcards"
    title: ClassVar = {"vi": "Danh thiếp điện tử (vCard)", "en": "Contact cards (vCard)"}
    order = 26
    endings = (".vcf", ".vcard")

    def fits(self, head: Head) -> bool:
        return head.text.lstrip()[:12].upper().replace(" ", "").startswith("BEGIN:VCARD")

    def records(self, path: Path, store: Store) -> Iterator[Record]:
        """A record a card. Groups of an address book are named in a remark, not kept."""
        names: dict[str, str] = {}
        held: Record | None = None
        for card in read_cards(path):
            if not card.problem and kind_of(card) not in ("individual", "org"):
                if held:
                    held.warnings.append(
                        problem("vcard-kind", card.first("FN") or kind_of(card)).at(file=path.name, row=card.number)
                    )
                continue
            if held:
                yield held
            held = _record(path.name, card, names)
        if held:
            yield held

    def key(self, record: Record, about: Entity) -> str:
        """The card: by its UID where it has one, else whom it is of."""
        uid = record.text("UID")
        return f"uid/{key(uid)}" if uid else super().key(record, about)

    def things(self, record: Record) -> Iterator[Entity | Tie]:
        record.ignore("KIND", "UID", "TEL 2", "EMAIL 2")
        yield from (_organisation(record) if record.text("KIND") == "org" else _person(record))


def _record(file: str, card: Card, names: dict[str, str]) -> Record:
    if card.problem:
        record = Record.of(file, card.number, {"vcard": card.text})
        record.rows[0].problem = card.problem
        return record
    said = fields_of(card, names)
    if uid := card.first("UID"):
        at = said["ORG"]
        names[uid] = f"{said['FN']} ({at})" if at and said["KIND"] == "individual" else str(said["FN"])
    return Record.of(file, card.number, said)


def _person(record: Record) -> Iterator[Entity | Tie]:
    said = record.need("FN")
    who = named(said) if brackets(said)[1] else Named(without_honorific(said))  # a comma is part of a card's name
    posts = list(_posts(record)) or [(who.organization, who.title)] * bool(who.organization)
    for field in ("TEL", "EMAIL"):
        if others := record.rows[0].all(f"{field} 2"):
            record.warn(field, problem("vcard-first", record.text(field), count=len(others)))
    person = record.thing(
        "Person", who.name, organization=posts[0][0].name if posts and posts[0][0] else None, email=record.text("EMAIL"),
        phone=record.text("TEL"), birth_date=record.date("BDAY"), languages=record.texts("LANG"),
        aliases=record.texts("NICKNAME"), note=_note(record),
    )  # fmt: skip
    yield person
    as_of = record.date("REV")
    for organisation, title in posts:
        if organisation:
            term = {"title": title, "as_of": as_of}
            yield Tie("HAS_POST", person, organisation, {k: v for k, v in term.items() if v})
    record.ignore("ADR")
    yield from (Tie("BASED_IN", person, place) for place in _site(record))
    for said in record.texts("RELATED"):
        yield Tie("KNOWS", person, named(said).person())


def _posts(record: Record) -> Iterator[tuple[Entity, str | None]]:
    """Each organisation with the title held there; the unit within it goes with the title."""
    for number in count(1):
        behind = f" {number}" if number > 1 else ""
        said, title, unit, role = (record.text(f"{field}{behind}") for field in ("ORG", "TITLE", "unit", "ROLE"))
        if not said:
            return
        spoken = title or role
        yield (
            organization(said),
            ", ".join(filter(None, (spoken, unit if unit and unit not in (spoken or "") else None))) or None,
        )


def _organisation(record: Record) -> Iterator[Entity | Tie]:
    name = record.text("FN") or record.need("ORG")
    found = organization(name)
    said = {
        "email": record.text("EMAIL"), "phone": record.text("TEL"), "website": record.text("URL"),
        "address": record.text("ADR"), "note": _note(record), "aliases": record.texts("NICKNAME"),
    }  # fmt: skip
    known = ENTITIES[found.new_type].property
    more = record.thing(found.new_type, found.name, **{k: v for k, v in said.items() if known(k)}).properties
    body = Entity(found.type, found.name, {**found.properties, **more}, guess=found.guess)
    yield body
    record.ignore("ORG", "TITLE", "ROLE", "unit", "BDAY", "REV", "LANG", "RELATED")
    yield from (Tie("BASED_IN", body, place) for place in _site(record))


def _note(record: Record) -> str | None:
    groups = "; ".join(record.texts("CATEGORIES")) or None
    record.ignore("URL")
    role = record.text("ROLE") if record.text("TITLE") and record.text("ROLE") != record.text("TITLE") else None
    told = {"": record.text("NOTE"), "Vai trò": role, "Nhóm": groups}
    return ". ".join(f"{head}: {text}" if head else text for head, text in told.items() if text) or None


def _site(record: Record) -> list[Entity]:
    """The place an address lies in, by its town, region and country; none where it is not one that we know."""
    said, whole = record.text("place"), record.text("ADR") or ""
    try:
        if said:
            return list(places(_HOME.sub("", said) or said)[:1])
        found = site(whole)
    except ValueProblem:
        return []
    return [found] if found else []

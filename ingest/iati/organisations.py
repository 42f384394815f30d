"""The organisations and people of an activity as things: types by code, references kept for what they are."""

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.model import ENTITIES
from graph.names import fold, key
from graph.reference import country_of_code
from graph.things import Entity, Tie
from ingest.guessing import guess, sounds_like_person
from ingest.iati.activity import Activity, Contact, Names, Organisation
from ingest.iati.standard import ORGANISATION_TYPES
from ingest.mentions import split_name
from ingest.reference import HOME

_ORG_ID = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,12}(?:-\S+)?", re.I)
_TAX_NUMBER = re.compile(r"VN-TIN-(\d{10}(?:-?\d{3})?)", re.I)
_NAMELESS = re.compile(r"(?:the )?(?:ministry|government|department|office|agency|parliament|embassy|city|state)\b")
_NO_PERSON = re.compile(
    r"\b(?:enquir\w+|inquir\w+|team|office|unit|desk|helpdesk|officer|admin\w*|support|info\w*|contact|transparency|iati|general"
    r"|manager|coordinator|secretariat|director\w*|ministry|department|section|division|service|press|media|public|data|program\w*)\b"
)


def is_org_id(ref: str) -> bool:
    """Whether a reference is an organisation identifier ("GB-CHC-1128267", "XM-DAC-41114") and not a number of the
    publisher's own ("13705"): it begins with a country, or with X for what is of no country."""
    found = _ORG_ID.fullmatch(ref)
    return bool(found) and (found[1].upper().startswith("X") or country_of_code(found[1]) is not None)


class Cast:
    """The organisations of one activity, each one thing however often and however fully it is named."""

    def __init__(self, activity: Activity) -> None:
        self._met: dict[str, Entity] = {}
        self.reporter = self.of(activity.reporter) if activity.reporter.known else None
        for one in activity.participants:
            if one.known:
                self.of(one)

    def of(self, one: Organisation) -> Entity:
        """The thing that an organisation is: by its reference, else by a name it was met under."""
        marks = [f"ref {key(one.ref)}"] if one.ref else []
        marks += [f"name {key(name)}" for name in one.names.values()]
        found = next((self._met[mark] for mark in marks if mark in self._met), None) or organisation(one)
        for mark in marks:
            self._met.setdefault(mark, found)
        return found


def organisation(one: Organisation) -> Entity:
    return _organisation(one.ref, tuple(one.names.items()), one.type, one.name)


@lru_cache(maxsize=8192)
def _organisation(ref: str, names: tuple[tuple[str, str], ...], code: str, said: str) -> Entity:
    name, short, country = split_name(said)
    type_ = ORGANISATION_TYPES.get(code) or guess(name, "NGO")
    if ENTITIES[type_].property("org_id") is None:
        type_ = "NGO"
    properties = _names(dict(names), said, name) | ({"short": short} if short else {})
    if is_org_id(ref):
        properties["org_id"] = ref
        found = country_of_code(ref[:2])
        country = country or (found.alpha2 if found else None)
    if type_ == "Business" and (tax := _TAX_NUMBER.fullmatch(ref)):
        properties["tax_number"] = tax[1]
    if country and type_ in ("NGO", "Business"):
        properties["country"] = country
    if country and country != HOME and type_ == "PublicBody" and _NAMELESS.match(fold(name)):
        properties["place"] = _country_name(country)
    return Entity("Organization", name, properties, guess=type_)


def _names(names: Names, said: str, name: str) -> dict[str, str]:
    """Vietnamese and English names where they differ from the one it goes by."""
    others = {f"name_{lang}": text for lang, text in names.items() if lang in ("vi", "en")}
    return {field: text for field, text in others.items() if text not in (said, name)}


def _country_name(alpha2: str) -> str:
    found = country_of_code(alpha2)
    return found.name_vi if found else alpha2


def contact_things(contacts: tuple[Contact, ...], cast: Cast) -> Iterator[Entity | Tie]:
    """The people named as contacts with their posts; without a person, how the reporter itself is reached.

    E-mail and telephone of a person are personal data and stand only with the person.
    """
    for contact in contacts:
        at = cast.of(Organisation("", {"": contact.organisation})) if contact.organisation else cast.reporter
        if at is None:
            continue
        if _is_person(contact.person):
            said = {"organization": at.name, "email": contact.email, "phone": contact.phone}
            person = Entity("Person", contact.person, {k: v for k, v in said.items() if v})
            yield person
            yield Tie("HAS_POST", person, at, {"title": contact.title} if contact.title else {})
        elif at is cast.reporter and (contact.email or contact.phone or contact.website):
            said = {"email": contact.email, "phone": contact.phone}
            if "org_id" in at.properties:
                said["website"] = contact.website
            yield Entity(at.type, at.name, {**at.properties, **{k: v for k, v in said.items() if v}}, guess=at.guess)


def _is_person(name: str) -> bool:
    """Whether a contact's name is a person's and not that of a desk ("General Enquiries")."""
    words = name.split()
    if not 2 <= len(words) <= 6 or any(sign.isdigit() for sign in name):
        return False
    return sounds_like_person(name) or (name[:1].isupper() and not _NO_PERSON.search(fold(name)))

"""A contact card as the fields of a record, each under the card's own name for it ("TEL"), ready to be kept and read again."""

import re
from collections.abc import Mapping

from graph.names import nfc
from ingest.guessing import sounds_like_organization, sounds_like_person
from ingest.readers.vcard import Card, Property, split_at, unescaped

Said = dict[str, str | list[str]]

_TAKEN = (
    "BEGIN END VERSION KIND X-ADDRESSBOOKSERVER-KIND X-ABSHOWAS FN N NICKNAME ORG TITLE ROLE TEL EMAIL ADR LANG RELATED NOTE UID"
    " REV BDAY CATEGORIES URL"
)
_LEFT = (  # what says nothing for us, of the standards and of the commonest address book; photos are among it
    "PHOTO LOGO SOUND KEY GEO TZ PRODID SOURCE NAME PROFILE SORT-STRING GENDER ANNIVERSARY IMPP MAILER CLASS LABEL AGENT XML"
    " CALURI CALADRURI FBURL CLIENTPIDMAP MEMBER X-ABLABEL X-ABADR X-ABUID"
)
_KNOWN = frozenset(f"{_TAKEN} {_LEFT}".split())
_ACQUAINTED = frozenset({"contact", "acquaintance", "friend", "met", "co-worker", "colleague"})
_FAX = frozenset({"fax", "pager", "modem", "bbs"})
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")


def kind_of(card: Card) -> str:
    """ "individual", "org", "group" or another kind; a card that names nobody but its organisation is "org"."""
    said = (card.first("KIND") or card.first("X-ADDRESSBOOKSERVER-KIND")).lower()
    if said == "organization" or card.first("X-ABSHOWAS").upper() == "COMPANY":
        return "org"
    name, organisation = _full_name(card), next((p.parts[0] for p in card.all("ORG")), "")
    nobody = name in ("", organisation) and not card.all("N")
    heard = sounds_like_organization(name) and organisation in ("", name)
    return said or ("org" if (organisation and nobody) or heard else "individual")


def fields_of(card: Card, names: Mapping[str, str]) -> Said:
    """What a card says. `names` are those of other cards by UID, for relations that name a UID."""
    organisations = card.all("ORG")
    said: Said = {
        "KIND": kind_of(card), "UID": card.first("UID"), "FN": _full_name(card),
        "NICKNAME": [name for p in card.all("NICKNAME") for name in _list(p)],
        **_several("TEL", [number for p in card.all("TEL") if (number := _number(p))]),
        **_several("EMAIL", [p.text.removeprefix("mailto:") for p in card.all("EMAIL")]),
        "URL": [p.text for p in card.all("URL")][:1], "LANG": [p.text for p in card.all("LANG")],
        "CATEGORIES": [name for p in card.all("CATEGORIES") for name in _list(p)],
        "RELATED": [name for p in card.all("RELATED") if (name := _related(p, names))],
        "NOTE": "\n".join(p.text for p in card.all("NOTE")), "BDAY": _day(card.first("BDAY")), "REV": _day(card.first("REV")),
        **_addresses(card),
    }  # fmt: skip
    for number, organisation in enumerate(organisations or [None], start=1):
        behind = f" {number}" if number > 1 else ""
        parts = organisation.parts if organisation else [""]
        said[f"ORG{behind}"], said[f"unit{behind}"] = parts[0], ", ".join(filter(None, parts[1:]))
        said[f"TITLE{behind}"] = _beside(card, "TITLE", organisation, number)
        said[f"ROLE{behind}"] = _beside(card, "ROLE", organisation, number)
    strange = [p for p in card.properties if p.name not in _KNOWN]
    return said | {p.name: p.text for p in strange}


def _several(name: str, values: list[str]) -> Said:
    """The first of several values, and the others under a name of their own."""
    told = list(dict.fromkeys(values))
    return {name: told[:1], f"{name} 2": told[1:]}


def _full_name(card: Card) -> str:
    if name := card.first("FN"):
        return nfc(" ".join(name.split()))
    family, given, middle, *_ = [*next((p.parts for p in card.all("N")), []), "", "", ""]
    vietnamese = " ".join(filter(None, (family, middle, given)))
    return nfc(vietnamese if sounds_like_person(vietnamese) else " ".join(filter(None, (given, middle, family))))


def _list(said: Property) -> list[str]:
    return [name for part in split_at(said.value, ",") if (name := unescaped(part))]


def _number(said: Property) -> str:
    """A telephone number as it is dialled; "" for a fax."""
    if said.types & _FAX and not said.types & {"voice", "cell"}:
        return ""
    text = said.text
    number = text[4:].partition(";")[0] if text.lower().startswith("tel:") else text
    return number if any(sign.isdigit() for sign in number) else ""


def _related(said: Property, names: Mapping[str, str]) -> str:
    """Whom somebody knows, by name; relatives and unknown UIDs are left out."""
    if said.types and not said.types & _ACQUAINTED:
        return ""
    text = said.text
    if text in names:
        return names[text]
    return "" if re.match(r"[a-z][\w+.-]*:", text, re.I) else text


def _beside(card: Card, name: str, organisation: Property | None, number: int) -> str:
    """The title that goes with an organisation: of its group ("item1.TITLE"), else the one at the same place."""
    titles = card.all(name)
    if organisation and organisation.group:
        return next((t.text for t in titles if t.group == organisation.group), "")
    free = [t for t in titles if not t.group or not organisation]
    return free[number - 1].text if number <= len(free) else ""


def _addresses(card: Card) -> dict[str, str]:
    """The whole address, and the town and country of it; where somebody lives is left out."""
    for said in card.all("ADR"):
        if "home" not in said.types:
            parts = [" ".join(part.split()) for part in [*said.parts, *[""] * 7][:7]]
            _box, extended, street, town, region, _code, country = parts
            whole = [part for part in (street, extended, town, region, country) if part]
            return {"ADR": ", ".join(dict.fromkeys(whole)), "place": ", ".join(p for p in (town, region, country) if p)}
    return {}


def _day(said: str) -> str:
    """ISO text; "" where no year is said."""
    if found := _DAY.fullmatch(said.strip()):
        return "-".join(found.groups())
    found = _MONTH.fullmatch(said.strip())
    return "-".join(filter(None, found.groups())) if found else ""

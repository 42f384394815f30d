"""Things named in passing, inside a cell: organisations, people with their posts.

A mention finds whoever bears the name already; what it sounds like (`ingest.guessing`) only matters while nobody does.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.names import fold
from graph.reference import find_country
from graph.things import Entity, Tie
from ingest.guessing import begins_organization, guess, sounds_like_organization, sounds_like_person
from ingest.reference import HOME, country_in, province_in, unit_of
from ingest.values import split_acronym, split_values

_TITLES = re.compile(
    r"^(?:pho|chu tich|chu nhiem|giam doc|tong (?:giam|thu|bien|lanh su$)|tong lanh su(?! quan)|truong (?:phong|ban|doan|dai dien|khoa)"
    r"|\w+ truong|bi thu|chanh|uy vien|(?:hoi|thanh|chuyen|nhan|can su|phien dich) vien|can bo|dai su(?! quan)|tham tan|bac si|giao su|thi truong)\b"
    r"|\b(?:director|president|chair\w*|manager|officer|representative|ambassador|consul|mayor|head|secretary|professor"
    r"|coordinator|advis[eo]r|specialist|expert|member|governor|founder|minister)\b"
)
_HONORIFIC = re.compile(r"^(?:ông|bà|đ/c|đồng chí|mr|mrs|ms|mdm)\b\.?\s+", re.I)
_IN_VIET_NAM = re.compile(r"\s*,?\s*\b(?:tại|ở|in|to)\s+(?:việt nam|vi[eệ]t ?nam|hà nội|hanoi)\b.*$", re.I)
_DASH = re.compile(r"\s+[-–—]\s+|\s*[,:]\s+")


def brackets(said: str) -> tuple[str, str]:
    """A name and what stands in the brackets behind it; "(mẫu)" is part of the name."""
    text, depth = said.strip(), 0
    if not text.endswith(")"):
        return text, ""
    for at in range(len(text) - 1, 0, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            inside = text[at + 1 : -1].strip()
            return (text, "") if fold(inside) in ("mau", "sample") else (text[:at].strip(), inside)
    return text, ""


def split_name(said: str) -> tuple[str, str | None, str | None]:
    """Name, short name and home country (ISO alpha-2) of "Full Name (ACR)", "Full Name (Nhật Bản)"."""
    bare, inside = brackets(said)
    if country := find_country(inside):
        return bare, None, country.alpha2
    name, short = split_acronym(said)
    return name, short or None, None


@lru_cache(maxsize=8192)
def organization(said: str, otherwise: str = "PublicBody") -> Entity:
    """An organisation named in passing: found by its name whatever its type, else of the type it sounds like."""
    name, short, country = split_name(said.strip())
    type_ = guess(name, otherwise)
    properties: dict[str, str] = {"short": short} if short else {}
    if country and type_ in ("NGO", "Business"):
        properties["country"] = country
    if type_ == "DiplomaticMission":
        properties |= _mission(name)
    if type_ == "FriendshipUnion":
        properties |= union_of(name)
    return Entity("Organization", name, properties, guess=type_)


def known(said: str, *types: str) -> list[Entity]:
    """What the lists may hold under a name in a free cell, to be linked if they do; an organisation that sounds like
    one is linked anyhow."""
    if sounds_like_organization(said):
        return [organization(said)]
    guesses = {"Organization": "NGO"}
    return [Entity(type_, split_name(said)[0], guess=guesses.get(type_), only_known=True) for type_ in types]


def unheard(said: list[str]) -> str | None:
    """Of the values of a free cell those that may stay unlinked, to be kept in words."""
    left = [text for text in said if not sounds_like_organization(text) and not sounds_like_person(text)]
    return "; ".join(left) or None


def union_of(name: str) -> dict[str, str]:
    """Whose union a name says it is: a province's, or the central one."""
    if province := province_in(name):
        return {"province": unit_of(province), "level": "provincial"}
    central = re.search(r"\bvufo\b|\bviet nam\b|\bvietnam\b", fold(name))
    return {"province": HOME, "level": "central"} if central else {}


def _mission(name: str) -> dict[str, str]:
    """What the name of an embassy says: its country, and that it sits in the capital."""
    if not re.search(r"\b(?:dai su quan|dsq|embassy)\b", fold(name)):
        return {}
    country = country_in(_IN_VIET_NAM.sub("", name))
    return {"country": country.alpha2, "kind": "embassy", "city": "Hà Nội"} if country else {}


def without_honorific(name: str) -> str:
    """ "Bà Nguyễn Thu Hằng" -> "Nguyễn Thu Hằng"."""
    return _HONORIFIC.sub("", name.strip())


@dataclass(frozen=True, slots=True)
class Named:
    """A person as a cell names one: "Nguyễn Văn A (Chủ tịch, Liên hiệp ...)"."""

    name: str
    title: str | None = None
    organization: Entity | None = None

    def person(self) -> Entity:
        at = {"organization": self.organization.name} if self.organization else {}
        return Entity("Person", self.name, at)

    def post(self, person: Entity, title: str | None = None) -> list[Tie]:
        """The post the text tells of, `title` where it names only the organisation."""
        said = self.title or title
        return (
            [Tie("HAS_POST", person, self.organization, {"title": said} if said else {})] if self.organization else []
        )


def named(said: str, of: Entity | None = None) -> Named:
    """Reads "Name", "Name (title)", "Name (title, organisation)" and "Name - title, organisation".

    `of` is the organisation meant when the text names none.
    """
    text = without_honorific(said)
    name, rest = brackets(text)
    if not rest:
        name, *more = _DASH.split(text, maxsplit=1)
        rest = more[0] if more else ""
    title, at = _post(rest.strip())
    return Named(without_honorific(name), title, organization(at) if at else of)


def _post(said: str) -> tuple[str | None, str | None]:
    """Title and organisation of "Chủ tịch, Liên hiệp ...", "Giám đốc Sở Ngoại vụ", "Chủ tịch", "UNICEF"."""
    parts = [part.strip() for part in said.split(",") if part.strip()]
    for at, part in enumerate(parts):
        if not _TITLES.search(fold(part)) and (begins_organization(part) or at > 0 or part.istitle()):
            return ", ".join(parts[:at] + parts[at + 1 :]) or None, part
    words = said.split()
    for start in range(1, len(words)):
        if (
            words[start][0].isupper()
            and begins_organization(rest := " ".join(words[start:]))
            and not _TITLES.search(fold(rest))
        ):
            return " ".join(words[:start]), rest
    return said or None, None


def people(said: list[str], of: Entity | None = None) -> list[Named]:
    """The people of a cell whose values are parted by semicolons, or by commas between names of two to five words."""
    parts = [part for text in said for part in (_by_comma(text) or [text])]
    return [named(part, of) for part in parts if not part[:1].isdigit()]


def somebody(said: str) -> tuple[list[Entity], list[Tie]]:
    """Whom a free cell names, with the post it tells of: a person by a family name or the post behind the name, else an
    organisation."""
    who = named(said)
    if sounds_like_person(said) or ((who.title or who.organization) and not sounds_like_organization(said)):
        person = who.person()
        return [person], who.post(person)
    return known(said, "Organization", "Person"), []


def _by_comma(text: str) -> list[str]:
    parts = split_values(text, comma=True)
    bare = [brackets(part)[0] for part in parts]
    names = all(
        2 <= len(b.split()) <= 5 and b.istitle() and not guess(b, "") and not _TITLES.search(fold(b)) for b in bare
    )
    return parts if names else []

"""What is compared: one partner as one record tells of it."""

import re
from dataclasses import dataclass
from functools import cached_property

from graph.resolution.naming import Naming, naming, plain
from graph.resolution.words import Form

_SCHEME = re.compile(r"^\s*(?:https?://)?(?:www\.)?", re.IGNORECASE)
_LANGUAGE_PAGE = re.compile(r"/(?:[a-z]{2}(?:[-_][a-z]{2})?|vietnam|viet-nam|home|index\.\w+)?/?$")
_SHARED_HOSTS = (
    "facebook.com",
    "wordpress.com",
    "blogspot.com",
    "google.com",
    "linkedin.com",
    "youtube.com",
    "wixsite.com",
)
_FREE_MAIL = frozenset(
    {
        "gmail.com",
        "yahoo.com",
        "yahoo.com.vn",
        "hotmail.com",
        "outlook.com",
        "icloud.com",
        "vnn.vn",
        "fpt.vn",
        "live.com",
    }
)
_PHONE_DIGITS = 8


@dataclass(frozen=True)
class Record:
    """A record of an organisation.

    `names`: in any languages; `short`: names known to be acronyms; `country`: ISO alpha-2 or ''; `place`: id or name;
    `identifiers`: "scheme:value" (org_id, registration, tax_number, wikidata, iati); `neighbours`: ids of what it is
    tied to that few others are (people, projects, twins); `deciding`: "property:value" of what tells two of its type
    apart; `source`: which list says so. Two types are never one partner; "" is any.
    """

    id: str
    names: tuple[str, ...]
    type: str = ""
    family: str = ""
    short: tuple[str, ...] = ()
    country: str = ""
    place: str = ""
    website: str = ""
    email: str = ""
    phone: str = ""
    identifiers: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()
    deciding: frozenset[str] = frozenset()
    source: str = ""

    @cached_property
    def namings(self) -> tuple[Naming, ...]:
        return tuple(naming(name) for name in self.names if name.strip())

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Its full names, read; whole names in brackets count as well."""
        full = [one for n in self.namings for one in (n.full, *n.others)]
        return tuple(dict.fromkeys(one for one in full if one.fold))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Its short names in capitals, told by a list or written as such in a name."""
        return frozenset([*map(plain, self.short), *(short for n in self.namings for short in n.short)])

    @cached_property
    def bare(self) -> bool:
        """Whether nothing is told beside its names."""
        said = (
            self.country, self.place, self.website, self.email, self.phone, self.identifiers, self.neighbours, self.deciding,
        )  # fmt: skip
        return not any(said)

    @cached_property
    def site(self) -> str:
        """Its website without scheme, www and language page; '' for a page on a host that many share."""
        site = _LANGUAGE_PAGE.sub("", _SCHEME.sub("", self.website).lower().rstrip("/") + "/").rstrip("/")
        return "" if site.split("/")[0].endswith(_SHARED_HOSTS) and "/" not in site else site

    @cached_property
    def host(self) -> str:
        host = self.site.split("/")[0]
        return "" if host.endswith(_SHARED_HOSTS) else host

    @cached_property
    def mail_host(self) -> str:
        """The part of its e-mail address behind the @; '' for a free provider."""
        host = self.email.rpartition("@")[2].strip().lower()
        return "" if host in _FREE_MAIL else host

    @cached_property
    def number(self) -> str:
        """The last digits of its telephone number."""
        digits = re.sub(r"\D", "", self.phone)
        return digits[-9:] if len(digits) >= _PHONE_DIGITS else ""

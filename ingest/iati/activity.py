"""What one IATI activity says, as plain values: codes as the standard's lists have them, dates ISO, "" where nothing is."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ingest.problems import Problem

Names = Mapping[str, str]
"""The first text in each language, by its code in small letters ("vi"; "" where the file names none)."""

PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
FUNDING, ACCOUNTABLE, EXTENDING, IMPLEMENTING = "1", "2", "3", "4"
INCOMING, COMMITMENT, DISBURSEMENT, EXPENDITURE, INCOMING_COMMITMENT = "1", "2", "3", "4", "11"
PARENT, CHILD = "1", "2"


def spoken(names: Names) -> str:
    """The name to go by: in Vietnamese, else in English, else the first."""
    return names.get("vi") or names.get("en") or next(iter(names.values()), "")


@dataclass(frozen=True, slots=True)
class Organisation:
    """`activity` is the identifier of the activity that is this organisation's side of the matter."""

    ref: str
    names: Names
    type: str = ""
    role: str = ""
    activity: str = ""

    @property
    def known(self) -> bool:
        return bool(self.ref or self.names)

    @property
    def name(self) -> str:
        return spoken(self.names) or self.ref


@dataclass(frozen=True, slots=True)
class Part:
    """A sector, country or region, with its share of the activity in percent.

    `scheme` is the sector vocabulary, "country", or "region" with its vocabulary behind a colon.
    """

    scheme: str
    code: str
    percentage: Decimal | None
    names: Names


@dataclass(frozen=True, slots=True)
class Location:
    """A place within a country: `codes` are (vocabulary, code)."""

    names: Names
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Contact:
    organisation: str
    person: str
    title: str
    phone: str
    email: str
    website: str


@dataclass(frozen=True, slots=True)
class Value:
    """An amount; None where it cannot be read. `date` is that of its rate."""

    amount: Decimal | None
    currency: str
    date: str


@dataclass(frozen=True, slots=True)
class Transaction:
    line: int
    type: str
    date: str
    value: Value
    provider: Organisation
    receiver: Organisation
    sectors: tuple[Part, ...] = ()
    places: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A budget or a planned disbursement of a period."""

    kind: str
    start: str
    end: str
    value: Value


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity. `remarks` are what is wrong with single values, `unknown` what no standard names.
    With `fault` set it cannot be used.
    """

    line: int
    identifier: str
    reporter: Organisation
    secondary: bool
    titles: Names
    descriptions: Mapping[str, tuple[Names, ...]]
    participants: tuple[Organisation, ...]
    other_identifiers: tuple[str, ...]
    status: str
    dates: Mapping[str, str]
    contacts: tuple[Contact, ...]
    scope: str
    places: tuple[Part, ...]
    locations: tuple[Location, ...]
    sectors: tuple[Part, ...]
    planned: tuple[Planned, ...]
    transactions: tuple[Transaction, ...]
    related: tuple[tuple[str, str], ...]
    aid_type: str
    humanitarian: bool
    links: tuple[str, ...]
    remarks: tuple[Problem, ...]
    unknown: tuple[str, ...]
    fault: Problem | None = None

"""What the answers of /api/v1 look like: the shapes other programs hold on to, with an example of each.

A shape may gain fields, it never loses one without a line in CHANGELOG; so readers should pass over what they do not know.
"""

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class Shape(BaseModel):
    """Fields beyond the declared ones pass through."""

    model_config = ConfigDict(extra="allow")


def example(**values: Any) -> ConfigDict:
    return ConfigDict(extra="allow", json_schema_extra={"example": values})


class Both(Shape):
    """The same words in Vietnamese and English; null where only one is known."""

    vi: str | None = None
    en: str | None = None


class Ref(Shape):
    model_config = example(id="province-31", type="Province", name="Hải Phòng")
    id: str
    type: str
    name: str


class List(Shape, Generic[T]):
    """A page of things. `total` is null when it was not counted; `next` is the cursor of the next page, null at the end."""

    items: list[T]
    total: int | None = None
    next: str | None = None


class Money(Shape):
    """Per currency, never added up over currencies; null means the amount is unknown."""

    model_config = example(currency="USD", committed=120000, disbursed=80000, items=2)
    currency: str | None = None
    committed: float | None = None
    disbursed: float | None = None
    items: int | None = None


class Licence(Shape):
    """`until` is ISO of the precision known."""

    model_config = example(state="valid", number="123/GCN", form="giấy đăng ký hoạt động", until="2027-05-31")
    state: Literal["valid", "expiring", "expired", "none"]
    number: str | None = None
    form: str | None = None
    until: str | None = None


class Contact(Shape):
    date: str
    by: Ref | None = None
    with_: Ref | None = Field(None, alias="with")


class Said(Shape):
    """One source's record behind an entity: where it stands and when it was first and last seen there."""

    model_config = example(
        source="ngo-list", publisher="Sở Ngoại vụ", url=None, claim="ngo-list:12", file="ngos.csv", sheet=None, row=12,
        first_seen="2026-01-05", last_seen="2026-03-01",
    )  # fmt: skip
    source: str
    claim: str | None = None
    publisher: str | None = None
    file: str | None = None
    row: int | None = None
    first_seen: str | None = None
    last_seen: str | None = None
    home: str | None = None


class Entity(Shape):
    """The golden record: what is believed, and which records say so.

    An id that was merged into another is answered by that one: `asked` is the id asked for, `merged` what was merged into
    this one, and a source's `home` which of them it speaks of.
    """

    model_config = example(
        id="ngo-0a1b2c3d4e5f", type="NGO", labels=["Entity", "Organization", "NGO"], name="Orbis", aliases=[],
        names={"vi": "Orbis", "en": "Orbis"}, properties={"country": "US"}, degree=12, closed=None, sample=True,
        sources=[{"source": "ngo-list", "claim": "ngo-list:12", "file": "ngos.csv", "row": 12,
                  "first_seen": "2026-01-05", "last_seen": "2026-03-01"}],
    )  # fmt: skip
    id: str
    type: str
    labels: list[str]
    name: str
    names: Both
    properties: dict[str, Any]
    sources: list[Said]
    asked: str | None = None
    merged: list[Ref] = []


class EntityRow(Shape):
    """An entity in a list. Dates are ISO of the precision known."""

    model_config = example(
        id="ngo-0a1b2c3d4e5f", type="NGO", name="Orbis", names={"vi": None, "en": "Orbis"},
        where=[{"id": "province-31", "type": "Province", "name": "Hải Phòng"}], since="2003", last_contact="2025-11-20",
        licence={"state": "valid", "number": None, "form": None, "until": "2027-05-31"}, degree=12, sources=2,
    )  # fmt: skip
    id: str
    type: str
    name: str
    names: Both
    where: list[Ref]
    since: str | None = None
    last_contact: str | None = None
    licence: Licence | None = None
    degree: int
    sources: int


class Hit(Shape):
    """`also` is the other name that matched, `exact` says that the whole name did."""

    model_config = example(
        id="province-31", type="Province", name="Hải Phòng", names={"vi": "Hải Phòng", "en": "Hai Phong"}, also=None,
        hint=None, exact=True,
    )  # fmt: skip
    id: str
    type: str
    name: str


class Neighbour(Shape):
    entity: Ref
    since: str | None = None
    until: str | None = None
    note: str | None = None
    money: list[Money] = []
    sources: list[str] = []
    disputed: list[str] = []


class TieGroup(Shape):
    """The ties of one type and direction; `items` may be fewer than `total`."""

    model_config = example(
        type="FUNDS", direction="out", total=1,
        items=[{"entity": {"id": "aiditem-5e4d3c2b1a00", "type": "AidItem", "name": "Phòng khám mắt"}, "since": "2024",
                "until": None, "note": None, "sources": ["Sở Ngoại vụ"],
                "money": [{"currency": "USD", "committed": 120000, "disbursed": None, "items": 1}]}],
    )  # fmt: skip
    type: str
    direction: Literal["out", "in", "both"]
    total: int
    items: list[Neighbour]


class Claim(Shape):
    """One record of one source, exactly as it was said."""

    model_config = example(
        id="ngo-list:12", source="ngo-list", file="ngos.csv", row=12, first_seen="2026-01-05", last_seen="2026-03-01",
        closed=None, properties={"name": "Orbis", "country": "US"}, ties=[],
    )  # fmt: skip
    id: str
    source: str
    properties: dict[str, Any]
    ties: list[dict[str, Any]]
    home: str | None = None


class Claims(List[Claim]):
    """`disagreements`: the properties on which the records differ, with who says what; `names`: who calls it so."""

    disagreements: dict[str, list[dict[str, Any]]] = {}
    names: dict[str, list[str]] = {}

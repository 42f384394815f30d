"""What /api/v1/briefs answers: a delegation's brief about a place."""

from typing import Any

from pydantic import Field

from api.shapes import Both, Licence, Ref, Shape, example


class BriefFact(Shape):
    name: str
    label: Both
    value: Both


class BriefPerson(Shape):
    who: Ref
    title: str | None = None
    phone: str | None = None
    email: str | None = None


class BriefPartner(Shape):
    """One to meet. `opener`: who of ours knows them; `way`: how it goes, where it goes through others."""

    who: Ref
    why: Both
    licence: Licence | None = None
    people: list[BriefPerson]
    last_contact: dict[str, Any] | None = None
    needs: list[Ref]
    opener: Ref | None = None
    way: Both | None = None


class BriefNeed(Shape):
    """An open need; `for_`: partners in whose line it is, `others` how many more."""

    what: Ref
    where: list[Ref]
    for_: list[Ref] = Field(alias="for")
    others: int = 0
    amount: dict[str, Any] | None = None
    proposed_by: Ref | None = None


class BriefAgreement(Shape):
    what: Ref
    since: str | None = None
    until: str | None = None
    fields: str | None = None
    in_force: bool


class BriefPast(Shape):
    date: str
    what: Ref
    direction: str | None = None
    results: str | None = None
    followed_by: list[Ref]


class BriefAhead(Shape):
    date: str
    what: Both
    entity: Ref


class Brief(Shape):
    """One page: each part is cut to what fits, `more` counts what was left out of it."""

    model_config = example(
        place={"id": "country-jp", "type": "Country", "name": "Nhật Bản"}, country=None,
        province={"id": "province-31", "type": "Province", "name": "Hải Phòng"}, as_of="2026-11-22", facts=[], agreements=[],
        meet=[], needs=[], history=[], ahead=[], more={"meet": 0, "needs": 0, "history": 0, "ahead": 0, "agreements": 0},
    )  # fmt: skip
    place: Ref
    country: Ref | None = None
    province: Ref
    as_of: str
    facts: list[BriefFact]
    agreements: list[BriefAgreement]
    meet: list[BriefPartner]
    needs: list[BriefNeed]
    history: list[BriefPast]
    ahead: list[BriefAhead]
    more: dict[str, int]

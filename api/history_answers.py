"""What /api/v1 answers about the past: an entity's history, what was believed of it then, and a load taken back."""

from typing import Any, Literal

from pydantic import Field

from api.shapes import Both, List, Ref, Shape, example


class Said(Shape):
    name: str
    before: Any = None
    after: Any = None


class Moment(Shape):
    """What a load did to one record about an entity: "said" for the first time, "changed", "returned" after it was
    closed, "delisted" (another list still holds it) or "closed"; or "merged", "unmerged": `publisher` judged that `home` is
    one with `into`, or took it out of that. `ties`: those "added", those "dropped", and those "edited" by an officer with
    their "changes", told at both ends."""

    model_config = example(
        at="2026-03-01T02:00:00+00:00", what="changed", claim="ngo-list:ngo-0a1b2c3d4e5f", source="ngo-list",
        publisher="Sở Ngoại vụ Hải Phòng", run="ngo-list-2026-03-01T02:00:00+00:00", file="ngos.csv", sheet=None, row=12,
        mention=False, changes=[{"name": "until", "before": "2026-05-31", "after": "2027-05-31"}],
        ties={"added": [], "dropped": [], "edited": []},
    )  # fmt: skip
    at: str
    what: Literal["said", "changed", "returned", "delisted", "closed", "merged", "unmerged"]
    claim: str
    source: str
    publisher: str
    run: str
    file: str
    sheet: str | None = None
    row: int | None = None
    mention: bool
    edited: bool = False
    home: str | None = None
    into: str | None = None
    changes: list[Said]
    ties: dict[str, list[dict[str, Any]]]
    comment: str | None = None
    reason: str | None = None
    evidence: list[Both] = Field(default_factory=list[Both])


class History(List[Moment]):
    """`cut`: there are more records of it than are told."""

    cut: bool = False


class PastTie(Shape):
    type: str
    source: Ref
    target: Ref
    since: str | None = None
    until: str | None = None
    note: str | None = None
    sources: list[str]


class Past(Shape):
    """What was believed of an entity at the end of a day in Viet Nam; `known` is false where nobody had told us, or nobody
    did any more. `claims` are the records it rested on, `merged` what was merged into it then; where it was itself merged
    into another, both are told together, and `under` is that other. `ties` are those in force on that day, at most 500 of
    `ties_total`; of `ties_over` more it was known, and they were over or still to come. `cut`: more is on record than could
    be looked through."""

    model_config = example(
        id="ngo-0a1b2c3d4e5f", type="NGO", on="2026-03-01", known=True, name="Orbis",
        properties={"name": "Orbis", "country": "US"}, claims=["ngo-list:ngo-0a1b2c3d4e5f"], merged=[], under=None,
        ties=[{
            "type": "FUNDS", "source": {"id": "ngo-0a1b2c3d4e5f", "type": "NGO", "name": "Orbis"},
            "target": {"id": "aiditem-1", "type": "AidItem", "name": "Khám mắt học đường"}, "since": "2025", "until": None,
            "note": None, "sources": ["Sở Ngoại vụ Hải Phòng"],
        }], ties_total=1, ties_over=0, cut=False,
    )  # fmt: skip
    id: str
    type: str
    on: str
    known: bool
    name: str | None = None
    properties: dict[str, Any]
    claims: list[str]
    merged: list[Ref] = Field(default_factory=list[Ref])
    under: Ref | None = None
    ties: list[PastTie] = Field(default_factory=list[PastTie])
    ties_total: int = 0
    ties_over: int = 0
    cut: bool = False


class Held(Shape):
    run: str
    file: str | None = None
    claims: int


class Reverted(Shape):
    """What taking back a load came to, in records: `removed` nobody says any more, `restored` say what they said before,
    `reopened` are on their list again, `held_by` later loads say the same or something newer; `unknown` were changed
    before former words were kept, and stay."""

    model_config = example(
        run="ngo-list-2026-03-01T02:00:00+00:00", removed=12, restored=3, reopened=2, unknown=0, entities_gone=9,
        held_by=[{"run": "ngo-list-2026-04-01T02:00:00+00:00", "file": "ngos.csv", "claims": 5}], dry_run=False,
    )  # fmt: skip
    run: str
    removed: int
    restored: int
    reopened: int
    unknown: int
    entities_gone: int
    held_by: list[Held]
    dry_run: bool

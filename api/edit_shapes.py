"""What /api/v1 takes and answers where officers write."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.shapes import Ref, Shape, example

Said = dict[str, Any]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")
    reason: str = Field("", max_length=1000)


class EditAsked(_Asked):
    """Properties to `set`, as values or as officers write them ("12/05/2019", "2,5 tỷ"), and those to `clear`."""

    set: Said = Field(default_factory=dict[str, Any], max_length=60)
    clear: list[str] = Field(default_factory=list[str], max_length=60)


class CreateAsked(_Asked):
    """`anyway` makes another one beside what bears the same name; with the same `token` again no third one."""

    type: str = Field(max_length=60)
    name: str = Field(max_length=400)
    set: Said = Field(default_factory=dict[str, Any], max_length=60)
    anyway: bool = False
    token: str = Field("", max_length=80)


class CloseAsked(_Asked):
    """`day`: ISO or as officers write it; empty: today."""

    day: str = Field("", max_length=40)


class TieAsked(_Asked):
    """`source` and `target` are ids or names."""

    type: str = Field(max_length=60)
    source: str = Field(max_length=300)
    target: str = Field(max_length=300)
    set: Said = Field(default_factory=dict[str, Any], max_length=60)


class CommentAsked(BaseModel):
    """`tie`: the id of the tie that the comment is about, if it is about one."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=4000)
    tie: str | None = Field(default=None, max_length=500)


class Comment(Shape):
    model_config = example(
        id="officer:Lan:note/ngo-0a1b2c3d4e5f/2026-03-01T02:00:00+00:00", text="Đã gọi, hẹn tháng sau", by="Lan",
        at="2026-03-01T02:00:00+00:00", tie=None,
    )  # fmt: skip
    id: str
    text: str
    by: str
    at: str
    tie: str | None = None


class TieInfo(Shape):
    """One tie as believed, with what every source says of it. `id` is `source~TYPE~target`."""

    model_config = example(
        id="person-0a1b2c3d4e5f~HAS_POST~ngo-0a1b2c3d4e5f", type="HAS_POST",
        source={"id": "person-0a1b2c3d4e5f", "type": "Person", "name": "Nguyễn Thị Lan (mẫu)"},
        target={"id": "ngo-0a1b2c3d4e5f", "type": "NGO", "name": "Orbis"}, properties={"title": "Giám đốc", "since": "2020"},
        sources=["officer:Lan"], claims=[], version="0a1b2c3d4e5f6071", said=[],
    )  # fmt: skip
    id: str
    type: str
    source: Ref
    target: Ref
    properties: dict[str, Any]
    version: str


class Value(Shape):
    value: str
    sources: list[str]
    since: str
    believed: bool


class Disagreement(Shape):
    """A property on which open records differ; an empty value: an officer holds that nothing stands there."""

    model_config = example(
        entity={"id": "ngo-0a1b2c3d4e5f", "type": "NGO", "name": "Orbis"}, property="website",
        values=[{"value": "orbis.org", "sources": ["Sở Ngoại vụ"], "since": "2026-01-05", "believed": True, "claims": []},
                {"value": "orbis.example", "sources": ["Danh bạ"], "since": "2025-11-01", "believed": False, "claims": []}],
    )  # fmt: skip
    entity: Ref
    property: str
    values: list[Value]


class NamedTie(Shape):
    """A tie by its ends; `id` is `source~TYPE~target`."""

    id: str
    type: str
    source: Ref
    target: Ref


class TieDisagreement(Shape):
    """A property of a tie on which its reports contradict each other."""

    model_config = example(
        tie={"id": "ngo-0a1b2c3d4e5f~FUNDS~aid-item-0a1b2c3d4e5f", "type": "FUNDS",
             "source": {"id": "ngo-0a1b2c3d4e5f", "type": "NGO", "name": "Orbis"},
             "target": {"id": "aid-item-0a1b2c3d4e5f", "type": "AidItem", "name": "Nước sạch (mẫu)"}}, property="committed",
        values=[{"value": "900", "sources": ["Lan"], "since": "2026-01-05", "believed": True, "claims": []},
                {"value": "1000", "sources": ["Sở Ngoại vụ"], "since": "2025-11-01", "believed": False, "claims": []}],
    )  # fmt: skip
    tie: NamedTie
    property: str
    values: list[Value]

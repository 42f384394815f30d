"""What /api/v1/proposals takes and answers: figures that documents report, and what officers decided about them."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.shapes import Both, Ref, Shape, example

_SENTENCE = "Thành phố có 80 tổ chức quốc tế và TCPCPNN có quan hệ, trong đó 46 tổ chức đã được cấp phép."


class Amended(BaseModel):
    """What is put right before a figure is accepted; what is left out stays as it was read. `subject`: an id or a name."""

    model_config = ConfigDict(extra="forbid")
    value: float | None = None
    subject: str | None = Field(default=None, max_length=300)
    measure: str | None = Field(default=None, max_length=300)
    unit: str | None = Field(default=None, max_length=60)
    period: str | None = Field(default=None, max_length=60)


class Why(BaseModel):
    model_config = ConfigDict(extra="forbid")
    reason: str = Field("", max_length=1000)


class DecisionInfo(Shape):
    verdict: str
    by: str
    at: str
    reason: str = ""


class Proposal(Shape):
    """A figure with the sentence that says it; `parts` are the figures a derived one follows from, `how` the sum.

    `kind`: reported, or derived: a difference, a sum that agrees with its total, a ratio. `offset` is the place of the
    sentence in the document's text, `when` the time in the sentence's words.
    """

    model_config = example(
        id="figure-86d8b4372875eab0", kind="difference", document={"id": "document-0a1b2c3d4e5f", "type": "Document", "name": "Báo cáo năm 2020"},
        measure={"vi": "Số TCPCPNN chưa được cấp phép hoạt động", "en": "NGOs not licensed to operate"}, value=34,
        unit={"vi": "tổ chức", "en": "organizations"}, subject={"id": "province-31", "type": "Province", "name": "Hải Phòng"},
        qualifier="", period="2020", as_of="2020", when="năm 2020", sentence=_SENTENCE, offset=1204, how="80 − 46 = 34",
        parts=[{"id": "figure-1", "value": 80, "sentence": _SENTENCE}, {"id": "figure-2", "value": 46, "sentence": _SENTENCE}],
        state="open", decision=None,
    )  # fmt: skip
    id: str
    kind: Literal["reported", "difference", "sum", "ratio"]
    document: Ref
    measure: Both
    value: float
    unit: Both
    subject: Ref | None = None
    sentence: str
    offset: int
    how: str = ""
    parts: list[dict[str, Any]] = Field(default_factory=list[dict[str, Any]])
    state: Literal["open", "accepted", "rejected"]
    decision: DecisionInfo | None = None


class Accepted(Proposal):
    """`statistic` is what an accepted figure became."""

    statistic: Ref | None = None

"""What /api/v1/resolve takes and answers: pairs of records that may be one partner, and an officer's word on them."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.shapes import Both, List, Ref, Shape, example

Verdict = Literal["same", "different", "unsure"]


class Word(BaseModel):
    """What an officer says of two records; of the same partner's `a` answers for both from then on."""

    model_config = ConfigDict(extra="forbid")
    a: str = Field(min_length=1, max_length=200)
    b: str = Field(min_length=1, max_length=200)
    verdict: Verdict
    reason: str = Field("", max_length=1000)


class RuleWord(BaseModel):
    """The same word on every pair of a rule; `count` is how many the officer was shown."""

    model_config = ConfigDict(extra="forbid")
    rule: str = Field(min_length=1, max_length=60)
    verdict: Verdict
    count: int = Field(ge=1)
    reason: str = Field("", max_length=1000)


class Piece(Shape):
    """`weight` in points, for (above 0) or against; a `veto` forbids that the pair is merged without an officer."""

    code: str
    weight: float
    veto: bool
    text: Both


class Side(Ref):
    names: list[str]
    where: list[Ref] = Field(default_factory=list[Ref])
    degree: int
    publishers: list[str]


class Compared(Shape):
    """`same` is null where one of the two says nothing."""

    name: str
    label: Both
    a: Any = None
    b: Any = None
    same: bool | None = None


class Pair(Shape):
    """`score` 1 is sure; `rule` the code of the strongest evidence."""

    model_config = example(
        id="pair:ngo-0a1b2c3d4e5f|ngo-9f8e7d6c5b4a", rule="translated", score=0.9,
        a={"id": "ngo-0a1b2c3d4e5f", "type": "NGO", "name": "Save the Harbour (sample)", "names": ["Save the Harbour (sample)"],
           "where": [], "since": None, "last_contact": None, "degree": 4, "publishers": ["PACCOM"]},
        b={"id": "ngo-9f8e7d6c5b4a", "type": "NGO", "name": "Cứu lấy Bến cảng (mẫu)", "names": ["Cứu lấy Bến cảng (mẫu)"],
           "where": [], "since": None, "last_contact": None, "degree": 1, "publishers": ["Sở Ngoại vụ"]},
        evidence=[{"code": "same_country", "weight": 1.5, "veto": False,
                   "text": {"vi": "Cùng quốc tịch: Anh", "en": "The same home country: United Kingdom"}}],
        compared=[{"name": "country", "label": {"vi": "Quốc tịch", "en": "Home country"}, "a": "GB", "b": "GB", "same": True}],
    )  # fmt: skip
    id: str
    rule: str
    score: float
    evidence: list[Piece]
    a: Side
    b: Side
    compared: list[Compared]


class RuleCount(Shape):
    rule: str
    label: Both
    count: int


class Queue(List[Pair]):
    """`rules` counts the pairs that wait by their rule."""

    rules: list[RuleCount]


class JudgementInfo(Shape):
    model_config = example(
        a="ngo-0a1b2c3d4e5f", b="ngo-9f8e7d6c5b4a", verdict="different", by="lan", at="2026-03-01T08:00:00+00:00",
        reason="đã gọi hỏi", evidence=[],
    )  # fmt: skip
    a: str
    b: str
    verdict: Verdict
    by: str
    at: str
    reason: str = ""


class Undone(JudgementInfo):
    """The last of the judgements taken back; `undone` is how many there were."""

    undone: int


class Decided(Shape):
    """`merged` is null unless the two are the same."""

    judgement: JudgementInfo
    merged: dict[str, Any] | None = None


class DecidedMany(Shape):
    """`refused` are pairs of the rule on which the word could not be kept, each with the reason."""

    decided: int
    refused: list[dict[str, Any]]


class LookInfo(Shape):
    """A look that runs beside: `progress` while it is under way, `share` 0 to 1 once merging; then what came of it."""

    model_config = example(
        state="looking", begun="2026-03-01T08:00:00+00:00", at=None, progress={"share": 0.4, "said": "Đã gộp 4 trong 10"},
        compared=341, joined=4, waiting=None, error=None,
    )  # fmt: skip
    state: Literal["looking", "done", "failed"]
    begun: str
    at: str | None = None
    progress: dict[str, Any] | None = None
    compared: int
    joined: int
    waiting: int | None = None
    error: str | None = None


class Looked(Shape):
    """`joined` were merged by themselves, each with its evidence; `waiting` pairs wait for an officer."""

    compared: int
    joined: list[dict[str, Any]]
    refused: list[dict[str, Any]]
    waiting: int

"""The shape of an answer to a question in words (SURFACE `answer`)."""

from typing import Any

from pydantic import Field

from api.shapes import Both, Shape, example


class Column(Shape):
    """`kind` says what a cell holds: ref, refs, money, date, period, number, text, ..."""

    name: str
    kind: str


class Reason(Shape):
    """Why nothing was answered: unknown, choices, unmet (with the conditions), unclear, command, out_of_scope, nonsense, empty,
    too_long; proposed: a language model proposed `plan`, which is answered once the asker confirms it."""

    key: str
    unmet: list[str] = Field(default_factory=list)


class Answer(Shape):
    """`understood` false: `rows` are empty, `sentence` and `plan` hold what was understood, `unknown` and `choices` what was
    not. `total` counts the things found; `behind` is the list behind a number, `reported` figures that sources state."""

    model_config = example(
        understood=True, sentence={"vi": "Các khoản viện trợ; tại Hải Phòng.", "en": "Aid items; in Hai Phong."},
        plan={"ask": "count", "of": "aid"}, cypher="MATCH (e:AidItem) ...", parameters={"limit": 50000},
        columns=[{"name": "count", "kind": "number"}], rows=[{"count": 62}], entities=["aiditem-5e4d3c2b1a00"], total=62,
        unknown=[], choices=[], reason=None, as_of="2026-01-15",
    )  # fmt: skip
    understood: bool
    sentence: Both
    plan: dict[str, Any] | None
    cypher: str | None
    parameters: dict[str, Any]
    columns: list[Column]
    rows: list[dict[str, Any]]
    entities: list[str]
    total: int
    unknown: list[str]
    choices: list[dict[str, Any]]
    reason: Reason | None = None
    as_of: str
    proposed: bool = Field(False, description="read with a language model's help: to be checked")


class Suggestion(Shape):
    """A question that may be asked; `kind` is "phrasing", or "name" where the last words were completed."""

    model_config = example(text="Which NGOs fund health in Hai Phong?", kind="phrasing")
    text: str
    kind: str

"""A finding: one gap or opportunity, with its reason, its evidence, to whom it belongs and what would refute it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2s
from math import isfinite
from typing import Any

Both = dict[str, str]
Row = dict[str, Any]
SEVERITIES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Finding:
    """One gap or opportunity. `subject` are the ids it stands on: they and the kind make its id, whatever the day.

    `score` is from 0 to 1, `parts` what it is made of; `confidence` from 0 to 1 is how sure the records make us.
    `facts` are the values it stands on beside the entities of its evidence; the day is none of them. `owner` is the id of
    whom it belongs to, "" for the union of the place. `unknown` says what the records did not tell.
    """

    kind: str
    subject: tuple[str, ...]
    severity: str
    score: float
    headline: Both
    reason: Both
    next_step: Both
    refuted_by: Both
    rests_on: Both
    as_of: str
    confidence: float
    evidence: tuple[Row, ...] = ()
    parts: Mapping[str, float] = field(default_factory=dict[str, float])
    facts: tuple[object, ...] = ()
    owner: str = ""
    unknown: Both = field(default_factory=dict[str, str])

    @property
    def id(self) -> str:
        return f"{self.kind}-{_digest('|'.join((self.kind, *self.subject)))}"

    @property
    def entities(self) -> list[str]:
        return list(dict.fromkeys(one["entity"] for one in self.evidence if "entity" in one))

    @property
    def fingerprint(self) -> str:
        """What changes when the evidence does: another entity in it, or another fact. Another source for the same does not."""
        return _digest(json.dumps([self.id, sorted(self.entities), list(self.facts)], default=str))

    def as_dict(self) -> Row:
        return {
            "id": self.id, "kind": self.kind, "score": _plain(self.score), "severity": self.severity,
            "headline": self.headline, "reason": self.reason, "evidence": list(self.evidence), "as_of": self.as_of,
            "confidence": _plain(self.confidence), "rests_on": self.rests_on, "refuted_by": self.refuted_by,
            "next_step": self.next_step, "parts": {k: _plain(v) for k, v in self.parts.items()},
            "fingerprint": self.fingerprint, "unknown": self.unknown or None,
        }  # fmt: skip


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, each once; equal ones by id."""
    unique = {f.id: f for f in findings}
    return sorted(unique.values(), key=lambda f: (SEVERITIES.index(f.severity), -_plain(f.score), f.id))


def both(vi: str, en: str) -> Both:
    return {"vi": vi, "en": en}


MORE = {"vi": "Gợi ý khác", "en": "More proposals"}


def left_out(kind: str, place: str, count: int, as_of: str, of: Both) -> Iterator[Finding]:
    """That `count` weaker proposals `of` something are not listed, if there are any: no list is cut in silence."""
    if count <= 0:
        return
    yield Finding(
        kind=kind, subject=(place,), severity="low", score=0.0, as_of=as_of, confidence=1.0, parts={"count": float(count)},
        evidence=({"entity": place, "text": place},),
        headline=both(f"Còn {count} gợi ý khác về {of['vi']}, không liệt kê", f"{count} more proposals of {of['en']}, not listed"),
        reason=both("Chỉ liệt kê các gợi ý có điểm cao nhất.", "Only those with the highest scores are listed."),
        next_step=both("Xử lý các gợi ý đã liệt kê trước.", "Deal with the listed ones first."),
        refuted_by=both("Không có.", "Nothing."),
        rests_on=both("số gợi ý tìm được từ cùng dữ liệu", "the number of proposals found in the same data"),
    )  # fmt: skip


def _plain(number: float) -> float:
    """To three places; what is no number (a source's amount may be infinite) is 0: JSON has no word for it."""
    return round(float(number), 3) if isfinite(number) else 0.0


def _digest(text: str) -> str:
    return blake2s(text.encode(), digest_size=6).hexdigest()

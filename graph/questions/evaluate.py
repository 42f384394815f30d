"""How right the question box is, on a file of questions whose answers are known."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.asked import BadRequest
from graph.names import key
from graph.questions.answering.answer import answer, reading
from graph.store import Store, Viewer
from graph.subgraph import entities

Row = dict[str, Any]
_REFUSED = frozenset({"command", "out_of_scope", "nonsense", "empty", "too_long"})
_SHOWN = 60
_CENT = 0.01


class Expected(BaseModel):
    """Exactly one of these: the names or ids of all that the answer is about, a number, the number of each side that is
    compared or each group, amounts by currency, dates, or that nothing is answered because it is out of scope (`refuse`) or has to be asked back (`clarify`)."""

    model_config = ConfigDict(extra="forbid")

    names: list[str] | None = None
    ids: list[str] | None = None
    number: float | None = None
    groups: dict[str, float] | None = None
    amounts: dict[str, float] | None = None
    dates: list[str] | None = None
    refuse: bool = False
    clarify: bool = False


class Question(BaseModel):
    """One line of the file. `context` is the question asked just before, in words."""

    text: str
    expected: Expected
    lang: Literal["vi", "en"] = "vi"
    as_of: str | None = None
    context: str | None = None
    family: str = Field("", max_length=60)
    part: str = ""
    id: str | int = ""


def read(path: Path, part: str | None = None) -> list[Question]:
    """The questions of a JSONL file, of one part where one is asked for. Raises BadRequest naming the line."""
    found: list[Question] = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(Question.model_validate(json.loads(line)))
        except (ValueError, ValidationError):
            raise BadRequest(f"{path.name}:{number}", line) from None
    return [one for one in found if part is None or one.part == part]


def evaluate(store: Store, viewer: Viewer, questions: Sequence[Question], province: str) -> Row:
    """SURFACE's `evaluation.questions`: what was right, wrong, asked back, wrong without a doubt, and how long it took.

    `refused` are answerable questions that were not answered; `p95_ms` is what understanding a question costs
    in this thread, the engine's own time left out; `p95_all_ms` the whole answer as the asker waits for it.
    """
    told = [_tried(store, viewer, one, province) for one in questions]
    by: dict[str, list[Row]] = {}
    for one in told:
        by.setdefault(one["family"], []).append(one)
    return {
        **_counts(told), "accuracy": round(sum(one["right"] for one in told) / len(told), 4) if told else None,
        "p95_ms": _p95([one["ms"] for one in told]), "p95_all_ms": _p95([one["all_ms"] for one in told]),
        "by_family": {family: _counts(mine) for family, mine in sorted(by.items())},
        "errors": [one["error"] for one in told if not one["right"]][:_SHOWN],
    }  # fmt: skip


def _counts(told: Sequence[Row]) -> Row:
    return {"asked": len(told)} | {
        name: sum(one[name] for one in told) for name in ("right", "wrong", "refused", "confidently_wrong")
    }


def _p95(times: Sequence[float]) -> float | None:
    return round(sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)], 1) if times else None


def _tried(store: Store, viewer: Viewer, one: Question, province: str) -> Row:
    context = (
        answer(store, viewer, one.context, one.lang, one.as_of, province=province)["plan"] if one.context else None
    )
    worked = thread_time()
    reading(store, viewer, one.text, one.lang, one.as_of, context, province=province)
    worked, begun = thread_time() - worked, perf_counter()
    told = answer(store, viewer, one.text, one.lang, one.as_of, context, province=province)
    spent = perf_counter() - begun
    right, got = judged(told, one.expected, partial(_names, store, viewer))
    answerable = not (one.expected.refuse or one.expected.clarify)
    return {
        "family": one.family, "right": right, "wrong": not right and told["understood"], "refused": answerable and not told["understood"],
        "confidently_wrong": not right and told["understood"], "ms": worked * 1000, "all_ms": spent * 1000,
        "error": {"id": one.id, "family": one.family, "text": one.text, "expected": one.expected.model_dump(exclude_defaults=True), "got": got,
                  "understood": told["understood"], "reason": told["reason"], "unknown": told["unknown"], "plan": told["plan"]},
    }  # fmt: skip


def _names(store: Store, viewer: Viewer, ids: Sequence[str]) -> list[Row]:
    known = entities(store, viewer, ids)
    return [known.get(id_, {"id": id_, "name": id_}) for id_ in ids]


def judged(
    told: Mapping[str, Any], expected: Expected, named: Callable[[Sequence[str]], list[Row]]
) -> tuple[bool, Any]:
    """Whether an answer is what was expected, and what it was in the same terms; `named` gives the things of ids."""
    reason = (told["reason"] or {}).get("key")
    if expected.refuse or expected.clarify:
        asked_back = not told["understood"] and (reason in _REFUSED) == expected.refuse
        return asked_back, reason or "answered"
    if not told["understood"]:
        return False, reason
    if expected.names is not None:
        things = named(told["entities"])
        wanted = {key(name) for name in expected.names}
        right = len(things) == len(wanted) and all(_called(one) & wanted for one in things)
        return right, sorted(one["name"] for one in things)
    if expected.ids is not None:
        return set(told["entities"]) == set(expected.ids), sorted(told["entities"])
    if expected.groups is not None:
        groups = {key(str(r["group"]["name"])): float(r["count"]) for r in told["rows"] if "group" in r}
        return groups == {key(name): count for name, count in expected.groups.items()}, groups
    if expected.dates is not None:
        dates = sorted({row[name] for row in told["rows"] for name in ("date", "until") if row.get(name)})
        return dates == sorted(set(expected.dates)), dates
    if expected.amounts is not None:
        amounts = _amounts(told)
        return amounts.keys() == expected.amounts.keys() and all(
            abs(amounts[c] - a) < _CENT for c, a in expected.amounts.items()
        ), amounts
    numbers = _numbers(told)
    return numbers == {expected.number}, sorted(numbers)


def _called(thing: Row) -> set[str]:
    """The names a thing bears, as keys."""
    return {key(str(thing[p])) for p in ("name", "name_vi", "name_en", "short") if thing.get(p)} | {
        key(a) for a in thing.get("aliases", ())
    }


def _amounts(told: Mapping[str, Any]) -> dict[str, float]:
    """The sums of an answer by currency, of the first measure that it shows."""
    kinds = {column["name"]: column["kind"] for column in told["columns"]}
    measure = next((name for name, kind in kinds.items() if kind == "money"), None)
    return {one["currency"]: float(one["amount"]) for row in told["rows"] for one in row.get(measure) or ()}


def _numbers(told: Mapping[str, Any]) -> set[float]:
    """The number that an answer is: a count, a reported figure, a year that is ahead."""
    numbers: set[float] = set()
    for row in told["rows"]:
        if "value" in row and isinstance(row["value"], dict):
            numbers.add(float(row["value"]["value"] or 0))
        elif "members" in row and not isinstance(row["members"], list):
            numbers.add(float(row["members"]))
        elif "group" in row and str(row["group"]["id"]).isdigit():
            if row["group"]["id"] in told["entities"] or not told["entities"]:
                numbers.add(float(row["group"]["id"]))  # the others only stand beside it
        elif "count" in row:
            numbers.add(float(row["count"]))
    return numbers

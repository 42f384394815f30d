"""A plan that a language model proposes where the grammar did not understand: held to the same vocabulary, never Cypher.

The model is told the question and the closed vocabulary, nothing that is on record. It names things in words; each must be
one thing that the grammar would find by that name too, and free words must stand in the question. What passes is marked
`proposed`, shown, and answers nothing before an asker confirms it.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import cache
from typing import Any

from pydantic import ValidationError

from graph.model import ENTITIES
from graph.names import fold
from graph.questions.lexicon import word_file
from graph.questions.naming import Names
from graph.questions.plan import Named, Place, Plan
from graph.questions.spans import cut
from graph.questions.tokens import tokens
from graph.questions.vocabulary import LANGS, vocabulary

Json = dict[str, Any]
Model = Callable[[str, str], Json | None]
"""Instructions and question -> the JSON object it answers with."""

_OF = {
    "sectors": {"Sector"}, "places": {"Province", "Locality"}, "outside": {"Province", "Locality"}, "countries": {"Country"},
}  # fmt: skip
_THINGS = frozenset({"Named", "Place"})
_ONLY = {"path": {"about"}, "introduce": {"about"}, "describe": {"about"}, "gaps": {"gaps", "sectors", "places"}}
_CONTACT = re.compile(r"[^\s@]+@[^\s@]+|(?:\+\d|\b0)[\d ().-]{7,}\d")


def proposed(model: Model, text: str, lang: str, names: Names, today: date, province: Place) -> Plan | None:
    """The plan that the model proposes for a text; None where it has none that holds."""
    told = model(instructions(), json.dumps({"question": _sent(text), "language": lang, "today": today.isoformat()}))
    if not told:
        return None
    try:
        plan = Plan.model_validate(_with_things(told, _Known(lang, names, today, province)) | {"proposed": True})
    except (ValidationError, _Unknown, RecursionError):
        return None
    return plan if _holds(plan, {token.fold for token in tokens(text)}) else None


@cache
def instructions() -> str:
    """What the model is told beside the question: the shape of a plan and the words it may use."""
    schema = Plan.model_json_schema()
    schema["$defs"] |= {
        name: {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]} for name in _THINGS
    }
    schema["properties"].pop("proposed")
    return (
        "You read questions of a provincial union of friendship organisations in Viet Nam. Answer with one JSON object that "
        "fits the schema, and nothing else; answer {} where the question does not fit. Leave out what was not asked. Name "
        'things as the question does: {"name": "..."}; our own province is {"name": "our province"}. No query language.'
        f" types: {', '.join(ENTITIES)}. topic: {', '.join(word_file('topics')['topic'])}."
        f" languages: {', '.join(word_file('en')['language'])}. Schema: {json.dumps(schema, separators=(',', ':'))}"
    )


class _Unknown(Exception):
    """A name that is nobody's, or several's."""


class _Known:
    """Who is meant by a name: the grammar's own words and the names in the graph."""

    def __init__(self, lang: str, names: Names, today: date, province: Place) -> None:
        self.lang, self.names, self.today, self.province = lang, names, today, province

    def one(self, name: str, types: Collection[str]) -> Json:
        """The one thing of these types (of any where none is given) that bears the name. Raises _Unknown."""
        found: dict[str, Named] = {}
        for lang in (self.lang, *LANGS):
            found = {thing.id: thing for thing in self._all(name[:200], lang) if not types or thing.type in types}
            if found:
                break
        if len(found) != 1:
            raise _Unknown
        return next(iter(found.values())).model_dump()

    def _all(self, name: str, lang: str) -> Iterator[Named]:
        """Whatever a name that is one span may be."""
        words = vocabulary(lang).lexicon
        spans = [s for s in cut(tokens(name), words, self.names, self.today, fold(self.province.vi)) if not s.silent]
        for tag in spans[0].tags if len(spans) == 1 else ():
            if isinstance(tag.value, Named):
                yield tag.value
            elif tag.kind == "name" and isinstance(tag.value, tuple):
                yield from tag.value  # pyright: ignore[reportUnknownVariableType]
            elif tag.kind == "ours":
                yield self.province.model_copy(update={"ours": True})


def _with_things(told: Any, known: _Known, field: str = "") -> Any:
    """What was told with each {"name": ...} made the thing that bears the name. Raises _Unknown."""
    if isinstance(told, list):
        return [_with_things(one, known, field) for one in told]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(told, dict):
        return told
    if told.keys() == {"name"}:
        return known.one(str(told["name"]), _OF.get(field, ()))  # pyright: ignore[reportUnknownArgumentType]
    if "id" in told:
        raise _Unknown
    return {key: _with_things(one, known, key) for key, one in told.items()}  # pyright: ignore[reportUnknownVariableType]


def _holds(plan: Plan, said: Collection[str]) -> bool:
    """Whether codes are of the vocabulary, free words of the question, and no condition would be passed over."""
    free = fold(f"{plan.title or ''} {plan.field or ''}").split()
    given = {name for name in plan.model_fields_set if getattr(plan, name) not in (None, (), "")}
    return (
        set(plan.types) <= ENTITIES.keys()
        and set(plan.languages) <= word_file("en")["language"].keys()
        and (plan.topic is None or plan.topic in word_file("topics")["topic"])
        and all(word in said for word in free)
        and given - {"ask", "of", "proposed"} <= _ONLY.get(plan.ask, given)
    )


def _sent(text: str) -> str:
    """The question without e-mail addresses and telephone numbers."""
    return _CONTACT.sub("…", text)

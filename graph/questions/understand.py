"""From words to a plan: cut, find what is asked, read every condition, and refuse whatever is left over."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from graph.model import ENTITIES
from graph.names import fold
from graph.questions.asks import read_asks
from graph.questions.composed import composed
from graph.questions.conditions import built, read_conditions
from graph.questions.follow import continued
from graph.questions.heads import read_head
from graph.questions.lexicon import Tag
from graph.questions.naming import Names
from graph.questions.negated import finish_negated, read_negated
from graph.questions.plan import Choice, Place, Plan, Reading
from graph.questions.sheet import Sheet
from graph.questions.spans import Span, cut
from graph.questions.special import read_special
from graph.questions.subject import amiss
from graph.questions.things import read_things
from graph.questions.timing import read_times
from graph.questions.tokens import MOST_CHARACTERS, tokens
from graph.questions.vocabulary import Vocabulary, vocabulary

_MOST_WORDS = 120
_MUST_NOT = frozenset(
    {"xoa", "delete", "drop", "wipe", "erase", "truncate", "detach", "remove", "insert", "gop", "xoa bo", "xoa het"}
)
_HEADS = ("runs", "run", "heads", "leads", "is running", "dung dau", "lanh dao", "dieu hanh")
_BODIES = frozenset(name for name, one in ENTITIES.items() if "Organization" in one.supers)
_PLACED = ("place", "former place", "name", "ours", "country", "ask", "of", "region", "tagged")
_ANYWHERE = frozenset({"place", "former place", "country", "region", "ours", "little", "rel", "lead"})
_NO_CONTENT = frozenset(
    {"ask", "who", "rel", "little", "having", "neg", "follow", "lead", "when", "sum", "number", "order", "measure"}
)


def understand(
    text: str,
    lang: str,
    *,
    names: Names,
    today: date,
    province: Place,
    words: Vocabulary | None = None,
    context: Plan | None = None,
    chosen: Collection[str] = (),
) -> Reading:
    """What a text asks for, or why nothing may be answered.

    `today` is the asking day; `province` is "our province"; `context` the plan of the answer before; `chosen` the ids the
    asker picked where a name was ambiguous.
    """
    if len(text) > MOST_CHARACTERS:
        return Reading(refusal="too_long")
    typed = tokens(text)
    if not typed:
        return Reading(refusal="empty" if not text.strip() else "nonsense")
    if len(typed) > _MOST_WORDS:
        return Reading(refusal="unclear")
    spans = cut(typed, (words or vocabulary(lang)).lexicon, names, today, fold(province.vi))
    if refusal := _refused(spans):
        return Reading(refusal=refusal)
    sheet = Sheet(_picked(spans, chosen), lang, today, province, frozenset(chosen))
    _ours(sheet)
    _organised(sheet)
    _headed(sheet)
    sheet.composed = composed(spans, names, fold(province.vi))
    return _read(sheet, context)


def _read(sheet: Sheet, context: Plan | None) -> Reading:
    sheet.use(*_only_asking(sheet))
    followed = context is not None and bool(sheet.free("follow")) and continued(sheet, context)
    special, choices = (False, []) if followed else read_special(sheet)
    if not special:
        read_negated(sheet)
        followed = followed or (context is not None and continued(sheet, context))
        if not followed and not read_head(sheet):
            return _headless(sheet)
        read_asks(sheet)
        read_conditions(sheet)
        read_times(sheet)
        choices = list(read_things(sheet))
        finish_negated(sheet)
        read_asks(sheet, late=True)
    unknown = tuple(dict.fromkeys(span.words for span in sheet.left()))
    if "_implied" in sheet.said and not choices and _strange(sheet):
        return Reading(unknown=unknown, refusal="out_of_scope")
    plan = _plan(sheet, context if followed else None)
    if not (special or followed) and plan is not None and amiss(sheet):
        return Reading(half=plan, unknown=unknown, choices=tuple(choices), refusal="unclear")
    if plan is None or unknown or choices:
        return Reading(
            half=plan, unknown=unknown, choices=tuple(choices), refusal=None if unknown or choices else "unclear"
        )
    return Reading(plan=plan)


def _only_asking(sheet: Sheet) -> list[int]:
    """ "có ... không?", "có quen X không, qua ai": what only asks, and denies nothing."""
    last = len(sheet.spans) - 1
    return [
        n for n in range(1, last + 1)
        if sheet.lang == "vi" and fold(sheet.spans[n].words) in ("khong", "chua", "khong co", "chua co")
        and (n == last or (fold(sheet.spans[n].words) == "khong" and sheet.spans[n + 1].has("ask", "who", "detail") and _there_is(sheet, n)))
    ]  # fmt: skip


def _there_is(sheet: Sheet, n: int) -> bool:
    return any("co" in fold(span.words).split() for span in sheet.spans[:n])


def _ours(sheet: Sheet) -> None:
    """ "quan hệ với thành phố", "ở tỉnh": a kind of place that stands alone is ours, as are we where we are a place."""
    for n, span in enumerate(sheet.spans):
        after, before = sheet.spans[n + 1 : n + 2], sheet.spans[n - 1 : n]
        alone = fold(span.words) in ("thanh pho", "tinh") and not any(one.has(*_PLACED) for one in after)
        if alone and sheet.lang == "vi" and any(one.has("rel") or fold(one.words).endswith(" voi") for one in before):
            sheet.spans[n] = replace(span, tags=(Tag("ours", "ours"),))
        if span.value("ours") == "us" and any(_of_place(sheet, n, one) for one in before):
            sheet.spans[n] = replace(span, tags=(Tag("ours", "ours"),))
        near = [*before, *(one for one in sheet.spans[n + 1 : n + 3] if one.has("having", "who"))]
        if fold(span.words) == "ben minh" and any(one.has("who") for one in near):
            sheet.spans[n] = replace(span, tags=(Tag("ours", "us"),))  # "ai bên mình"


def _of_place(sheet: Sheet, n: int, before: Span) -> bool:
    """ "đầu tư ở mình", "quan hệ với mình": where we are, or whom relations are with."""
    related = before.value("role") == "related" or (
        n > 1 and before.has("rel") and sheet.value(n - 2, "role") == "related"
    )
    return related or (sheet.lang == "vi" and before.value("rel") == "in")


def _organised(sheet: Sheet) -> None:
    """ "Hội nghị X tổ chức ngày nào", "Liên hiệp tổ chức sự kiện gì": to hold an event, not an organisation."""
    for n, span in enumerate(sheet.spans):
        if fold(span.words) != "to chuc" or n == 0:
            continue
        after = sheet.spans[n + 1] if n + 1 < len(sheet.spans) else None
        event = any(_of_event(sheet, m) for m in range(n))
        told = (
            after is None or after.has("when") or after.value("ask") in ("when", "where") or after.value("rel") == "in"
        )
        beside = [m for m in range(n + 1, min(n + 4, len(sheet.spans))) if not sheet.spans[m].silent]
        joined = [m for m in beside[:1] if sheet.value(m, "part") == "member"]
        if (event and told) or any(_of_event(sheet, m) for m in (*beside[:1], *(beside[1:2] if joined else ()))):
            sheet.spans[n] = replace(span, tags=(Tag("meaning", "held"), Tag("part", "host")))
            if fold(sheet.spans[n - 1].words) == "lien hiep":
                sheet.spans[n - 1] = replace(sheet.spans[n - 1], tags=(Tag("ours", "us"),))


def _headed(sheet: Sheet) -> None:
    """ "who runs X", "ai đứng đầu X": whoever is the head of an organisation, not who does its work."""
    for n in range(1, len(sheet.spans) - 1):
        named = sheet.options(n + 1)
        who = any(span.has("who") for span in sheet.spans[max(0, n - 2) : n])
        if fold(sheet.spans[n].words) in _HEADS and who and named and all(one.type in _BODIES for one in named):
            sheet.spans[n] = replace(sheet.spans[n], tags=(Tag("title", "người đứng đầu"),))


def _of_event(sheet: Sheet, n: int) -> bool:
    if n >= len(sheet.spans):
        return False
    return str(sheet.value(n, "of") or "").startswith("events") or any(o.type == "Event" for o in sheet.options(n))


def _headless(sheet: Sheet) -> Reading:
    """No word said what is asked for: names that several bear are still offered, unknown words still named."""
    choices = tuple(
        Choice(words=sheet.spans[n].words, options=sheet.options(n))
        for n in sheet.free("name")
        if len(sheet.options(n)) > 1
    )
    unknown = tuple(dict.fromkeys(span.words for span in sheet.spans if not span.tags))
    if unknown and not _content(sheet) and not choices:
        return Reading(unknown=unknown, refusal="nonsense")
    if (
        unknown
        and not choices
        and (_strange(sheet) or not {t.kind for s in _content(sheet) for t in s.tags} - _ANYWHERE)
    ):
        return Reading(unknown=unknown, refusal="out_of_scope")
    return Reading(unknown=unknown, choices=choices, refusal="unclear")


def _content(sheet: Sheet) -> list[Span]:
    """The spans that speak of something of ours."""
    return [
        s
        for s in sheet.spans
        if s.has("role") or s.value("ask") == "path" or (s.tags and not {t.kind for t in s.tags} & _NO_CONTENT)
    ]


def _strange(sheet: Sheet) -> bool:
    """Whether more words are of another world than of ours, where no word said what is asked for."""
    foreign = [span for span in sheet.spans if not span.tags]
    known = _content(sheet)
    return len(foreign) > 2 and len(foreign) > len(known) and not any(span.has("role") for span in known)


def _refused(spans: list[Span]) -> Any:
    """Commands and questions of another world."""
    telling = [span for span in spans if not (span.silent and not span.has("refuse"))]
    if telling and telling[0].value("refuse") == "command" and not telling[0].has("ask"):
        return "command"
    if any(span.value("refuse") == "command" and fold(span.words) in _MUST_NOT for span in spans):
        return "command"
    return "out_of_scope" if any(span.value("refuse") == "out_of_scope" for span in spans) else None


def _picked(spans: list[Span], chosen: Collection[str]) -> list[Span]:
    """The asker's pick where a name was ambiguous."""
    return [span.picked(chosen) for span in spans] if chosen else spans


def _plan(sheet: Sheet, context: Plan | None) -> Plan | None:
    built(sheet)
    said = {k: tuple(v) if isinstance(v, list) else v for k, v in sheet.said.items() if not k.startswith("_")}
    said["has"] = tuple(t for t in said.get("has", ()) if not str(t).startswith("_"))
    if "of" not in said or "_lost" in sheet.said:
        return None
    kept = {k.removeprefix("kept "): v for k, v in said.items() if k.startswith("kept ")}
    asked = {k: v for k, v in said.items() if not k.startswith("kept ")}
    if context is not None and not kept and asked["of"] == context.of:
        kept = {name: getattr(context, name) for name in Plan.model_fields}
        if asked["ask"] == "count":
            kept |= {"order": None, "limit": None, "show": ()}
    return Plan.model_validate({"ask": "list"} | kept | {k: v for k, v in asked.items() if v or k not in kept})

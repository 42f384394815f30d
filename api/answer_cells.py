"""The cells of an answer in words, for the terminal and for the cells of a page that hold no links."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from api.units import named, said
from graph.texts import capital, date_text, keys, money_text, number_text, period_text, text
from viz.style import type_label

Row = Mapping[str, Any]
_FEW = 4


def cell_text(value: Any, kind: str, lang: str) -> str:
    """A cell of this kind (as `graph.questions.answering.table.Column`), a line for each of several things."""
    if value in (None, "", [], ()):
        return ""
    write = _WRITERS.get(kind)
    if write:
        return write(value, lang)
    if kind.startswith("code:"):
        return _joined([said(one, kind.removeprefix("code:"), lang) for one in _all(value)])
    if kind.startswith("on_"):
        return group_text(value, kind.removeprefix("on_"), lang)
    return _joined([str(one) for one in _all(value)])


def group_text(ref: Row, axis: str, lang: str) -> str:
    """What a group of an answer is called: a thing by its name, a code in words."""
    if ref["type"]:
        return named(ref, lang)
    if not ref["name"]:
        return text("ask.other", lang)
    if axis == "licence":
        return text(f"cli.licence_{ref['name']}", lang)
    if axis == "type":
        return type_label(str(ref["name"]), lang)
    return (
        str(said(ref["name"], "country" if axis == "country" else axis, lang))
        if axis != "month"
        else date_text(str(ref["name"]), lang)
    )


def heading(name: str, kind: str, lang: str) -> str:
    """A column's heading; that of a group says by what."""
    if kind.startswith("on_"):
        axis = text(f"asked.axis_{kind.removeprefix('on_')}", lang)
        return capital(axis)
    return text(f"ask.col_{name}", lang)


def figure_text(value: Row, lang: str) -> str:
    if value.get("value") is None:
        return ""
    unit = value.get("unit") or ""
    key = f"unit.{unit}"
    return f"{number_text(value['value'], lang)} {text(key, lang) if key in keys(lang) else unit}".strip()


def _all(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else [value]  # pyright: ignore[reportUnknownVariableType]


def _joined(words: Sequence[object]) -> str:
    return ", ".join(str(word) for word in words)


def _refs(value: Any, lang: str) -> str:
    names = [named(one, lang) for one in _all(value)]
    shown = names if len(names) <= _FEW else [*names[:_FEW], f"+{len(names) - _FEW}"]
    return "\n".join(shown)


def _posts(value: Any, lang: str) -> str:
    return "\n".join(
        f"{one['note']}, {named(one, lang)}" if one.get("note") else named(one, lang) for one in _all(value)
    )


def _money(value: Any, lang: str) -> str:
    return "\n".join(
        money_text(one["amount"], one["currency"], lang) for one in _all(value) if one["amount"] is not None
    )


def _licence(value: Row, lang: str) -> str:
    state = text(f"cli.licence_{value['state']}", lang)
    return f"{state} ({date_text(value['until'], lang)})" if value.get("until") else state


def _contact(value: Row, lang: str) -> str:
    who = value.get("by")
    return f"{date_text(value['date'], lang)} {named(who, lang) if who else ''}".strip()


def _next(value: Row, lang: str) -> str:
    return f"{date_text(value['date'], lang)} {value['what'][lang]}"


_WRITERS: Mapping[str, Callable[[Any, str], str]] = {
    "ref": _refs, "refs": _refs, "posts": _posts, "money": _money, "licence": _licence, "contact": _contact, "next": _next,
    "figure": figure_text, "figures": lambda v, lang: "\n".join(figure_text(one, lang) for one in v),
    "date": lambda v, lang: date_text(str(v), lang), "period": lambda v, lang: period_text(v["since"], v["until"], lang),
    "number": lambda v, lang: number_text(v, lang), "both": lambda v, lang: str(v[lang]), "type": lambda v, lang: type_label(str(v), lang),
    "country": lambda v, lang: _joined([said(one, "country", lang) for one in _all(v)]),
}  # fmt: skip

"""Forms of records: fields with their values as text, what of them an officer changed, and both sides of a conflict."""

from typing import Any

from api.said_values import understood
from api.units import property_label
from api.units import said as in_words
from graph.asked import AskedError
from graph.edit_errors import BadEdit
from graph.fields import editable
from graph.model import Property

Row = dict[str, Any]
SAID, WAS, TAKE = "p.", "was.", "take."


def form_fields(known: Row, told: Row, form: dict[str, str], lang: str) -> list[Row]:
    """Every field that may be edited: {"name", "label", "kind", "text", "was", "by", "said"}; `form`: what was typed."""
    return [
        {
            "name": p.name, "label": p.vi if lang == "vi" else p.en, "kind": p.kind, "unit": p.unit,
            **again(form, p.name, written(p, _value(known, p), lang)), "by": told["voices"].get(p.name),
            "said": [{"value": d["value"], "sources": d["sources"]} for d in told["disagreements"].get(p.name, ())],
        }
        for p in editable(known["type"])
    ]  # fmt: skip


def refusal(refused: AskedError, type_: str, lang: str) -> str:
    """Why nothing was kept and what to do, with the fields called as the form calls them."""
    said = refused.message(lang)
    if isinstance(refused, BadEdit):
        said = "; ".join(f"{property_label(type_, f.name, lang)}: {f.message(lang)}" for f in refused.faults) + "."
    return f"{said} {refused.remedy(lang)}"


def again(form: dict[str, str], name: str, now: str, seen: bool = False) -> Row:
    """{"text", "was"} of a field: what was typed, beside what it said when the form was begun, so that what others changed
    since is still found out; `seen`: both versions are shown, and where nothing was typed it says what it says `now`."""
    text, was = form.get(SAID + name, now), form.get(WAS + name, now)
    if seen:
        return {"text": now if text.strip() == was.strip() else text, "was": now}
    return {"text": text, "was": was}


def written(field: Property, value: Any, lang: str) -> str:
    """A value as an officer would type it."""
    if value is None:
        return ""
    if field.kind == "texts":
        return "; ".join(value if isinstance(value, list) else [str(value)])  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if field.kind == "date":
        return "/".join(reversed(str(value).split("-")))
    if field.name == "country":
        return str(in_words(value, "country", lang))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).lower() if field.kind == "flag" else str(value)


def changed(type_: str, form: dict[str, str]) -> tuple[Row, list[str]]:
    """What the form sets and clears; a field that says what it said, or for which the other side was taken, does neither."""
    typed = {
        p.name: form[SAID + p.name].strip()
        for p in editable(type_)
        if SAID + p.name in form
        and form[SAID + p.name].strip() != form.get(WAS + p.name, "").strip()
        and form.get(TAKE + p.name, "mine") == "mine"
    }
    return understood(type_, {n: v for n, v in typed.items() if v}), [n for n, v in typed.items() if not v]


def conflict_rows(known: Row, form: dict[str, str], lang: str) -> list[Row]:
    """Each field the officer changed, as it is now and as the officer would have it."""
    said, clear = changed(known["type"], form)
    return [
        {
            "name": p.name, "label": p.vi if lang == "vi" else p.en, "now": written(p, _value(known, p), lang),
            "mine": form[SAID + p.name].strip(), "was": form.get(WAS + p.name, "").strip(),
        }
        for p in editable(known["type"])
        if p.name in said or p.name in clear
    ]  # fmt: skip


def _value(known: Row, field: Property) -> Any:
    if field.name in ("name", "aliases"):
        return known[field.name]
    if field.name in ("name_vi", "name_en"):
        own = known["names"][field.name[-2:]]
        return None if own == known["name"] else own
    return known["properties"].get(field.name)

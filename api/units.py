"""Values of properties in the reader's language: closed words, countries, provinces and units instead of codes."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from graph.fields import field_of
from graph.reference import country_of_code, province_of_code, provinces, sectors
from graph.texts import date_text, keys, number_text, text

_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_FIGURE = re.compile(r"-?\d+(\.\d+)?")
_DAY_OF_YEAR = re.compile(r"\d{2}-\d{2}")
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")


def spoken(properties: Iterable[dict[str, Any]], lang: str) -> list[dict[str, Any]]:
    """Properties (as `graph.entities.properties`) with values and units as words, where we know any."""
    return [
        it
        | {"unit": _word("unit", it["unit"], lang), "value": said(it["value"], it["name"], lang)}
        | {"said": [one | {"value": said(one["value"], it["name"], lang)} for one in it["said"]]}
        for it in properties
    ]


def said(value: Any, property_: str, lang: str) -> Any:
    """How a stored value of this property is said; what is no code of ours is given back as it stands."""
    if isinstance(value, list):
        return [said(one, property_, lang) for one in value]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(value, str):
        return value
    place = (
        country_of_code(value)
        if property_ == "country" or value == "VN"
        else province_of_code(value)
        if property_ == "province"
        else None
    )
    if place:
        return place.name_vi if lang == "vi" else place.name_en
    if property_ == "national_day" and _DAY_OF_YEAR.fullmatch(value):
        return date_text(f"2000-{value}", lang)[:-5]
    key = f"value.{property_} {value}"
    return text(key, lang) if key in keys(lang) else value


def worded(value: Any, type_: str, property_: str, lang: str) -> str:
    """A value of an entity's or tie's property as a reader reads it: dates, numbers, yes and no, places and closed words;
    "–" for nothing."""
    field = field_of(type_, property_)
    kind = field.kind if field else "date" if property_ == "closed" else "text"
    if value in (None, "", []):
        return "–"
    if isinstance(value, list):
        return ", ".join(worded(one, type_, property_, lang) for one in value)  # pyright: ignore[reportUnknownVariableType]
    if kind == "flag":
        return text("page.yes" if str(value).lower() == "true" else "page.no", lang)
    if kind in ("number", "integer") and _FIGURE.fullmatch(str(value)):
        return number_text(float(value), lang)
    return date_text(str(value), lang) if kind == "date" else str(said(value, property_, lang))


def named(ref: Mapping[str, Any], lang: str) -> str:
    """The name of an entity in the reader's language, where it is one of our reference data; else as it is recorded."""
    kind, _, code = str(ref["id"]).partition("-")
    if kind == "country":
        found = country_of_code(code.upper())
    elif kind == "province":
        found = provinces().get(ref["id"])
    else:
        found = sectors().get(code) if kind == "sector" else None
    return (found.name_vi if lang == "vi" else found.name_en) if found else str(ref["name"])


def terms(words: str | None, lang: str) -> str | None:
    """Publisher or terms of a source in the reader's language, where they are words of ours."""
    return _word("terms", words, lang)


def hint(words: str | None, lang: str) -> str | None:
    """What tells a search's hits apart (a country's code, days, a body) in the reader's language."""
    if not words:
        return None
    if len(words) == 2 and words.isupper():
        return said(words, "country", lang)
    return _ISO_DAY.sub(lambda day: date_text(day[0], lang), words)


def figure_time(figure: Mapping[str, Any], lang: str) -> str:
    """The period of a figure that a document reports; one that has only words for its time speaks of the present."""
    return figure["period"] or (text("page.at_present", lang) if figure["when"] else "")


def arithmetic(how: str, lang: str) -> str:
    """How a figure follows from others ("1 600 / 3 200 = 0.5"), its numbers as the language writes them."""
    return _NUMBER.sub(lambda found: number_text(float(found[0].replace(" ", "")), lang, decimals=3), how)


def property_label(type_: str, name: str, lang: str) -> str:
    """What a property of an entity or tie type is called; one the model no longer holds as it is written."""
    if name == "closed":
        return text("page.edit_close_day", lang)
    found = field_of(type_, name)
    return name if found is None else found.vi if lang == "vi" else found.en


def _word(section: str, word: str | None, lang: str) -> str | None:
    key = f"{section}.{word}"
    return text(key, lang) if key in keys(lang) else word

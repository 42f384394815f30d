"""Units of properties in the reader's language."""

from collections.abc import Iterable
from typing import Any

from graph.texts import keys, text


def spoken(properties: Iterable[dict[str, Any]], lang: str) -> list[dict[str, Any]]:
    """Properties (as `graph.entities.properties`) whose units are words of the catalogue where it knows them."""
    return [it | {"unit": _unit(it["unit"], lang)} for it in properties]


def _unit(unit: str | None, lang: str) -> str | None:
    key = f"unit.{unit}"
    return text(key, lang) if key in keys(lang) else unit

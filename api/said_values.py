"""What officers type -> values as the graph keeps them: dates, numbers and lists in the forms they are written here."""

from collections.abc import Mapping
from typing import Any

from graph.fields import editable, tie_fields
from graph.model import TIES, Property
from graph.names import fold
from graph.reference import find_country
from ingest.problems import ValueProblem
from ingest.values import parse_date, parse_number

_YES, _NO = frozenset({"co", "yes", "true", "1", "x", "on"}), frozenset({"khong", "no", "false", "0"})


def understood(owner: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """Texts read as the properties of an entity or tie type want them; what cannot be read is left for `graph.fields` to refuse."""
    fields = {p.name: p for p in (tie_fields(owner) if owner in TIES else editable(owner))}
    return {name: _value(fields.get(name), value) for name, value in said.items()}


def iso_day(asked: str | None) -> str | None:
    """A day, month or year as officers write it ("31/12/2025", "tháng 3/2026"), as ISO; what cannot be read is given back
    for the graph to refuse."""
    if not asked or not asked.strip():
        return asked
    try:
        return parse_date(asked.strip())
    except ValueProblem:
        return asked


def _value(field: Property | None, value: Any) -> Any:
    if field is None or not isinstance(value, str):
        return value
    try:
        return _read(field, value.strip())
    except ValueProblem:
        return value


def _read(field: Property, text: str) -> Any:
    match field.kind:
        case "date":
            return parse_date(text)
        case "number" | "integer":
            return parse_number(text)
        case "flag":
            return True if fold(text) in _YES else False if fold(text) in _NO else text
        case "texts":
            return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]
        case "code" if field.name == "country":
            found = find_country(text)
            return found.alpha2 if found else text
        case _:
            return text

"""What officers may write: the properties of the model, and the values each kind takes."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from math import isfinite
from typing import Any

from graph import names
from graph.edit_errors import BadEdit, Fault
from graph.model import COMMON, ENTITIES, TERM, TIES, Property, tie_property
from graph.texts import date_text

LONGEST, LONGEST_NAME = 4_000, 300
_KEPT = frozenset({"sample"})  # told by the list itself
_LONG = frozenset({"passage", "passages"})
_NEEDED = frozenset({"name", "aliases"})
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_WEB = re.compile(r"(https?://)?[^\s/@:]+\.[^\s/@:]+(:\d+)?(/\S*)?", re.IGNORECASE)
_CONTROL = dict.fromkeys([*range(9), *range(11, 32), 127])


def editable(type_: str) -> list[Property]:
    """The properties of an entity type that an officer may set: names first, then its own, then what all have."""
    named = [p for p in COMMON if p.name in ("name", "name_vi", "name_en", "short", "aliases", "not_called")]
    rest = [p for p in COMMON if p not in named]
    return [p for p in (*named, *ENTITIES[type_].properties, *rest) if p.kind not in _LONG and p.name not in _KEPT]


def tie_fields(tie: str) -> list[Property]:
    """The properties of a tie that an officer may set."""
    return [*TIES[tie].properties, *TERM, *(p for p in COMMON if p.name in ("note", "reference"))]


def checked(owner: str, said: Mapping[str, Any], cleared: Collection[str] = ()) -> dict[str, Any]:
    """The values as they are kept, of an entity type or a tie type. Raises BadEdit naming everything at fault."""
    fields = {p.name: p for p in (tie_fields(owner) if owner in TIES else editable(owner))}
    choices = ", ".join(sorted(fields))
    faults: list[Fault] = []
    kept: dict[str, Any] = {}
    for name in (*said, *cleared):
        if name not in fields:
            faults.append(
                Fault(name, f"không có mục này; các mục: {choices}", f"no such property; there are: {choices}")
            )
    for name, value in said.items():
        if name in fields:
            found = _read(fields[name], value)
            if isinstance(found, Fault):
                faults.append(found)
            else:
                kept[name] = found
    faults += [Fault(n, "mục này không được để trống", "cannot be left empty") for n in cleared if n in _NEEDED]
    both = [n for n in cleared if n in said]
    faults += [Fault(n, "vừa ghi vừa xóa", "both set and cleared") for n in both]
    if faults:
        raise BadEdit(faults)
    in_order(kept, kept)
    return kept


def in_order(after: Mapping[str, Any], said: Collection[str]) -> None:
    """Raises BadEdit where what would stand `after` an edit ends before it begins, and what was `said` is why."""
    since, until = (str(after.get(n) or "") for n in ("since", "until"))
    if not (since and until and until < since[: len(until)]):
        return
    if "until" in said:
        raise BadEdit(
            [
                Fault(
                    "until",
                    f"trước ngày bắt đầu ({date_text(since, 'vi')})",
                    f"before the beginning ({date_text(since, 'en')})",
                )
            ]
        )
    if "since" in said:
        raise BadEdit(
            [
                Fault(
                    "since",
                    f"sau ngày kết thúc ({date_text(until, 'vi')})",
                    f"after the end ({date_text(until, 'en')})",
                )
            ]
        )


def a_word(text: object, longest: int = LONGEST) -> str:
    """Text as it is kept: composed, without control characters and blanks around it."""
    return names.nfc(str(text)).translate(_CONTROL).strip()[:longest]


def a_date(name: str, value: str) -> str:
    """An ISO day, month or year. Raises BadEdit."""
    found = _date(Property(name, "date", name, name), value)
    if isinstance(found, Fault):
        raise BadEdit([found])
    return found


def field_of(owner: str, name: str) -> Property | None:
    return tie_property(owner, name) if owner in TIES else ENTITIES[owner].property(name)


def _read(field: Property, value: Any) -> Any:
    readers: dict[str, Callable[[Property, Any], Any]] = {
        "date": _date, "number": _number, "integer": _number, "flag": _flag, "texts": _texts,
        "email": _pattern(_MAIL, "an@example.org"), "url": _pattern(_WEB, "https://example.org"),
    }  # fmt: skip
    return readers.get(field.kind, _text)(field, value)


def _text(field: Property, value: Any) -> Any:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return Fault(field.name, "cần một dòng chữ", "needs a text")
    text, longest = a_word(value), LONGEST_NAME if field.name.startswith("name") else LONGEST
    if not text:
        return Fault(field.name, "để trống; muốn bỏ thì chọn xóa", "is empty; clear it to have nothing there")
    if len(str(value)) > longest:
        return Fault(field.name, f"dài quá {longest} ký tự", f"is longer than {longest} characters")
    return text


def _texts(field: Property, value: Any) -> Any:
    parts = value if isinstance(value, list | tuple) else [value]  # pyright: ignore[reportUnknownVariableType]
    read = [_text(field, part) for part in parts]  # pyright: ignore[reportUnknownVariableType]
    return next((fault for fault in read if isinstance(fault, Fault)), list(dict.fromkeys(read)))


def _date(field: Property, value: Any) -> Any:
    wrong = Fault(
        field.name,
        f"“{value}” không phải ngày; ghi 2026-05-12, 2026-05 hoặc 2026",
        f"“{value}” is no date; write 2026-05-12, 2026-05 or 2026",
    )
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return wrong
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return wrong
    return value


def _number(field: Property, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return Fault(field.name, f"“{value}” không phải số", f"“{value}” is no number")
    if field.kind == "integer" and value != int(value):
        return Fault(field.name, f"“{value}” không phải số nguyên", f"“{value}” is no whole number")
    return int(value) if field.kind == "integer" else value


def _flag(field: Property, value: Any) -> Any:
    return value if isinstance(value, bool) else Fault(field.name, "ghi true hoặc false", "write true or false")


def _pattern(form: re.Pattern[str], sample: str) -> Callable[[Property, Any], Any]:
    def read(field: Property, value: Any) -> Any:
        text = _text(field, value)
        if isinstance(text, Fault) or form.fullmatch(text):
            return text
        return Fault(field.name, f"“{text}” không đúng dạng; ví dụ {sample}", f"“{text}” is not like {sample}")

    return read

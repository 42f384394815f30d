"""What can be wrong with a question: the words name nothing, or too much. The asker is shown what to say instead.

AmityError
└── AskedError        answer with this status; nothing is broken
    ├── NotFound  UnknownWord  BadRequest
    └── AmbiguousEntity    `.choices` are what may have been meant
"""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from graph.errors import AmityError
from graph.names import fold

Ref = dict[str, Any]
Words = dict[str, tuple[str, str]]

_FEW = 5
_KINDS = {
    "sector": ("lĩnh vực", "sector"),
    "place": ("địa bàn", "place"),
    "type": ("loại đối tượng", "entity type"),
    "tie": ("loại quan hệ", "tie type"),
    "analysis": ("phân tích", "analysis"),
    "country": ("nước", "country"),
    "finding": ("loại việc", "kind of finding"),
}


class AskedError(AmityError):
    """Its words stand here, a pair a language, as they are filled by what was asked."""

    words: ClassVar[Words]

    def message(self, lang: str = "vi") -> str:
        return self.words[lang][0].format_map(self._in(lang))

    def remedy(self, lang: str = "vi") -> str:
        return self.words[lang][1].format_map(self._in(lang))

    def _in(self, lang: str) -> dict[str, object]:
        """The values with the kind of thing in the language of the sentence."""
        kind = _KINDS.get(str(self.values.get("kind")), ("", ""))
        return self.values | {"kind": kind[0 if lang == "vi" else 1]}


class NotFound(AskedError):
    """Neither an id nor a name: `what`."""

    status = 404
    words: ClassVar[Words] = {
        "vi": ("Chưa ghi nhận “{what}”.", "Kiểm tra lại tên hoặc mã, hoặc tìm bằng một phần của tên."),
        "en": ("There is no record of “{what}”.", "Check the name or id, or search for part of the name."),
    }

    def __init__(self, what: str) -> None:
        super().__init__(what=what[:200])


class AmbiguousEntity(AskedError):
    """Several bear the name `text`; `choices` are their refs, each with a `hint` where one is known."""

    status = 409
    words: ClassVar[Words] = {
        "vi": ("Có {count} đối tượng cùng tên “{text}”.", "Chọn một trong số: {names}."),
        "en": ("{count} entities bear the name “{text}”.", "Choose one of: {names}."),
    }

    def __init__(self, text: str, choices: Sequence[Ref]) -> None:
        self.choices = list(choices)
        names = "; ".join(f"{c['name']} ({c['id']})" for c in self.choices[:10])
        super().__init__(text=text[:200], count=len(self.choices), names=names)


class UnknownWord(AskedError):
    """`word` names no `kind` ("sector", "place", "type", "tie", "analysis") that we know; of the `known` ones those are
    told that it may have meant, all where they are few."""

    status = 422
    exit_code = 2
    words: ClassVar[Words] = {
        "vi": ("Không hiểu {kind} “{word}”.", "Viết lại tên theo danh mục, hoặc dùng mã.{meant}"),
        "en": ("“{word}” is no {kind} that we know.", "Use a name from the list, or its code.{meant}"),
    }

    def __init__(self, word: str, kind: str, known: Iterable[str] = ()) -> None:
        super().__init__(word=word[:200], kind=kind)
        self.meant = nearest(word[:200], known)

    def _in(self, lang: str) -> dict[str, object]:
        lead = "Có phải" if lang == "vi" else "Did you mean"
        return super()._in(lang) | {"meant": f" {lead}: {', '.join(self.meant)}?" if self.meant else ""}


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The few of these that are spelled most like the word; all where they are few."""
    from rapidfuzz import process

    spelled = {name: fold(name) for name in dict.fromkeys(known)}
    if len(spelled) <= _FEW:
        return list(spelled)
    return [name for _, _, name in process.extract(fold(word), spelled, limit=_FEW)] if fold(word) else []


class BadRequest(AskedError):
    """A part of the question cannot be read: `part` with its `value`."""

    status = 422
    exit_code = 2
    words: ClassVar[Words] = {
        "vi": ("Không đọc được {part}: “{value}”.", "Bỏ phần này hoặc ghi lại cho đúng."),
        "en": ("{part} cannot be read: “{value}”.", "Leave it out or mend it."),
    }

    def __init__(self, part: str, value: object) -> None:
        super().__init__(part=part, value=str(value)[:200])

"""What can be wrong with an officer's edit; every fault of it is told at once.

AskedError
├── BadEdit           `.faults`: where, and what is wrong there in both languages
├── VersionNeeded     428: a change must say which version of the record it was made on
├── VersionChanged    412: somebody else changed the record meanwhile; `.current` is what it says now
├── NotEdited         404: no officer's word stands there to be taken back
├── NameNeeded        no officer's name is known yet
└── AlreadyThere      409: `.choices` are what is on record already
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from graph.asked import AskedError, Ref, Words


@dataclass(frozen=True, slots=True)
class Fault:
    """One value that cannot be taken: its property, and what is wrong in both languages."""

    name: str
    vi: str
    en: str

    def message(self, lang: str) -> str:
        return self.vi if lang == "vi" else self.en


class BadEdit(AskedError):
    status = 422
    exit_code = 2
    words: ClassVar[Words] = {
        "vi": ("Chưa ghi được: {told_vi}", "Sửa lại các mục nêu trên rồi ghi."),
        "en": ("Not kept: {told_en}", "Mend what is named above and save again."),
    }

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        super().__init__(**{f"told_{lang}": "; ".join(_said(f, lang) for f in faults) for lang in ("vi", "en")})


def _said(fault: Fault, lang: str) -> str:
    return f"{fault.name}: {fault.message(lang)}"


class VersionNeeded(AskedError):
    status = 428
    exit_code = 2
    words: ClassVar[Words] = {
        "vi": (
            "Yêu cầu sửa chưa nêu đang sửa trên phiên bản nào.",
            "Mở lại trang rồi sửa; chương trình gửi tiêu đề If-Match bằng ETag của GET cùng địa chỉ.",
        ),
        "en": (
            "The change does not say which version it was made on.",
            "Open the page again and edit there; programs send If-Match with the ETag of GET.",
        ),
    }


class VersionChanged(AskedError):
    """`current` is what the record says now: {"version", "properties", ...}; `yours` what was to be written."""

    status = 412
    words: ClassVar[Words] = {
        "vi": (
            "“{name}” vừa được sửa trong lúc bạn đang sửa; chưa ghi gì.",
            "Xem cả hai phiên bản, chọn giá trị đúng rồi ghi lại.",
        ),
        "en": (
            "“{name}” was changed while you were editing it; nothing was kept.",
            "Look at both versions, choose what is right and save again.",
        ),
    }

    def __init__(self, name: str, current: Mapping[str, Any], yours: Mapping[str, Any]) -> None:
        self.current, self.yours = dict(current), dict(yours)
        super().__init__(name=name)


class NotEdited(AskedError):
    status = 404
    words: ClassVar[Words] = {
        "vi": ("Chưa có cán bộ nào sửa “{what}” ở đây.", "Chỉ rút lại được nội dung do cán bộ ghi."),
        "en": ("No officer has edited “{what}” here.", "Only what an officer wrote can be taken back."),
    }

    def __init__(self, what: str) -> None:
        super().__init__(what=what[:200])


class NameNeeded(AskedError):
    status = 422
    exit_code = 2
    words: ClassVar[Words] = {
        "vi": ("Chưa rõ ai đang sửa.", "Ghi họ tên người sửa; máy chỉ hỏi một lần (AMITY_OFFICER, --by)."),
        "en": ("It is not known who is editing.", "Give your name; it is asked once (AMITY_OFFICER, --by)."),
    }


class AlreadyThere(AskedError):
    status = 409
    words: ClassVar[Words] = {
        "vi": ("Đã ghi nhận “{name}”.", "Mở hồ sơ đã có: {names}."),
        "en": ("“{name}” is on record already.", "Open what is there: {names}."),
    }

    def __init__(self, name: str, choices: Sequence[Ref]) -> None:
        self.choices = list(choices)
        super().__init__(name=name[:200], names="; ".join(f"{c['name']} ({c['id']})" for c in self.choices))
